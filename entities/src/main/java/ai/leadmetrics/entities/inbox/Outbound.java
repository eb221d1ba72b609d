package ai.leadmetrics.entities.inbox;

import ai.leadmetrics.protocol.inbox.DeliveryStatus;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way out, as far as its conversation must know.
 *
 * @param byAi whether a human who takes over may still stop it
 * @param overtaken a human took over during the attempt: if that sent nothing, nothing is sent
 * @param attempt the attempt that has no outcome yet
 */
public record Outbound(
    String message,
    Stage stage,
    boolean byAi,
    boolean overtaken,
    @Nullable String attempt,
    @Nullable String providerId) {
  /** In the order a message passes through them; statuses never lead back. */
  public enum Stage {
    QUEUED,
    SENDING,
    UNCONFIRMED,
    SENT,
    DELIVERED,
    READ,
    FAILED,
    DROPPED
  }

  Outbound at(Stage next) {
    return new Outbound(message, next, byAi, overtaken, null, providerId);
  }

  Outbound sentAs(String id) {
    var reached = stage.compareTo(Stage.SENT) < 0 ? Stage.SENT : stage;
    return new Outbound(message, reached, byAi, overtaken, null, id);
  }

  Outbound sending(String attemptId) {
    return new Outbound(message, Stage.SENDING, byAi, overtaken, attemptId, providerId);
  }

  Outbound overtakenByHuman() {
    return byAi && stage == Stage.SENDING
        ? new Outbound(message, stage, true, true, attempt, providerId)
        : this;
  }

  boolean isSettled() {
    return stage == Stage.READ || stage == Stage.FAILED || stage == Stage.DROPPED;
  }

  /** Whether a report of {@code status} tells something new. */
  boolean isAdvancedBy(DeliveryStatus status) {
    return switch (status) {
      case SENT -> stage.compareTo(Stage.SENT) < 0;
      case DELIVERED -> stage.compareTo(Stage.DELIVERED) < 0;
      case READ -> stage.compareTo(Stage.READ) < 0;
      case FAILED -> stage.compareTo(Stage.DELIVERED) < 0;
    };
  }
}
