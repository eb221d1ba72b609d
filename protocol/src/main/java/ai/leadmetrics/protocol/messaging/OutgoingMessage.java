package ai.leadmetrics.protocol.messaging;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ReplyTemplate;
import ai.leadmetrics.protocol.kit.EntityId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record on {@code delivery.messages}: one message that is to reach a person.
 *
 * @param template what its text is put into
 */
public record OutgoingMessage(
    EntityId conversation,
    String message,
    EntityId channel,
    ChannelKind channelKind,
    String address,
    String text,
    Instant at,
    @Nullable ReplyTemplate template) {}
