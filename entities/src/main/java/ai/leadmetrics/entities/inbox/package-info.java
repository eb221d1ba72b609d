/** Conversations. */
@NullMarked
package ai.leadmetrics.entities.inbox;

import org.jspecify.annotations.NullMarked;
