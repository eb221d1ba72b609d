/** Conversations: from deliveries to entities. */
@NullMarked
package ai.leadmetrics.streams.inbox;

import org.jspecify.annotations.NullMarked;
