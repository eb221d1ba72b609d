package ai.leadmetrics.streams.messaging;

import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyQueued;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Topics;
import ai.leadmetrics.protocol.messaging.OutgoingMessage;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Reactors;
import ai.leadmetrics.streams.kit.StreamTask;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.pekko.Done;

/**
 * Hands every queued reply to delivery. A record may come twice; the conversation lets each message
 * be attempted once.
 */
public final class OutgoingReactor implements StreamTask {
  @Override
  public String name() {
    return "outgoing";
  }

  @Override
  public String role() {
    return "delivery";
  }

  @Override
  public Running start(Platform platform) {
    return Reactors.start(
        platform,
        name(),
        "inbox",
        ReplyQueued.class,
        (record, queued) -> react(platform, record, queued));
  }

  private static CompletionStage<Done> react(
      Platform platform, EventRecord event, ReplyQueued queued) {
    var message =
        new OutgoingMessage(
            event.id(),
            queued.message(),
            queued.channel(),
            queued.channelKind(),
            queued.address(),
            queued.text(),
            event.recorded().at(),
            queued.template());
    return platform
        .kafka()
        .producer()
        .send(new ProducerRecord<>(Topics.DELIVERY_MESSAGES, event.id().key(), Json.bytes(message)))
        .thenApply(_ -> Done.getInstance());
  }
}
