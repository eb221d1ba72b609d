/** Messages on their way out: queued by conversations, carried by messengers. */
@NullMarked
package ai.leadmetrics.streams.messaging;

import org.jspecify.annotations.NullMarked;
