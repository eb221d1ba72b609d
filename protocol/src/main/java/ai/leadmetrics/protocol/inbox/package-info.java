/** Conversations. */
@NullMarked
package ai.leadmetrics.protocol.inbox;

import org.jspecify.annotations.NullMarked;
