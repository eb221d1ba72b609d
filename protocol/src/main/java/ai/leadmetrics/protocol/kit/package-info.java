/** What every context shares: ids, error codes, JSON. */
@NullMarked
package ai.leadmetrics.protocol.kit;

import org.jspecify.annotations.NullMarked;
