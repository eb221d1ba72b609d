/** Messages on their way out. */
@NullMarked
package ai.leadmetrics.protocol.messaging;

import org.jspecify.annotations.NullMarked;
