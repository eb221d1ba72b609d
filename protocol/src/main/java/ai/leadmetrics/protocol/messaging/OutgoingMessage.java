package ai.leadmetrics.protocol.messaging;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.EntityId;
import java.time.Instant;

/** A record on {@code delivery.messages}: one message that is to reach a person. */
public record OutgoingMessage(
    EntityId conversation,
    String message,
    EntityId channel,
    ChannelKind channelKind,
    String address,
    String text,
    Instant at) {}
