/** Operating the platform. */
@NullMarked
package ai.leadmetrics.protocol.ops;

import org.jspecify.annotations.NullMarked;
