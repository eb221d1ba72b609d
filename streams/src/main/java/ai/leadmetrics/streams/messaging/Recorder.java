package ai.leadmetrics.streams.messaging;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.inbox.ConversationCommand;
import ai.leadmetrics.protocol.kit.EntityId;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells conversations what became of their messages, and does not stop before they have heard. */
final class Recorder {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Asks entities;
  private final Pauses pauses;

  /** {@code Entities.ask}. */
  interface Asks {
    CompletionStage<Reply> ask(EntityId id, String commandId, String by, Object command);
  }

  Recorder(Asks entities, Pauses pauses) {
    this.entities = entities;
    this.pauses = pauses;
  }

  /**
   * Asks until there is an answer, always with the same command id: while the journal is out of
   * reach everything waits here, and no outcome is lost. Fails only when the node stops.
   */
  CompletionStage<Reply> ask(EntityId conversation, String commandId, ConversationCommand command) {
    return ask(conversation, commandId, command, Duration.ofMillis(200));
  }

  private CompletionStage<Reply> ask(
      EntityId conversation, String commandId, ConversationCommand command, Duration pause) {
    return entities
        .ask(conversation, commandId, "system", command)
        .exceptionallyCompose(
            failure -> {
              LOG.warn("{} did not answer {}: {}", conversation, commandId, failure.toString());
              var doubled = pause.multipliedBy(2);
              var next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
              return pauses.of(pause).thenCompose(_ -> ask(conversation, commandId, command, next));
            });
  }
}
