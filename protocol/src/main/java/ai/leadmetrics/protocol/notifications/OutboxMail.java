package ai.leadmetrics.protocol.notifications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail in the outbox, without what it says.
 *
 * @param attempts so far
 * @param dueAt when the next attempt is due, of a queued one
 * @param error what the server or we said last
 */
public record OutboxMail(
    String id,
    String channel,
    @Nullable String tenant,
    String to,
    String template,
    State state,
    int attempts,
    Instant createdAt,
    Instant dueAt,
    @Nullable Instant settledAt,
    @Nullable String error) {

  /** Where a mail stands. */
  public enum State {
    QUEUED,
    /** Somebody is at it right now. */
    ATTEMPTED,
    SENT,
    FAILED,
    /** The connection or the node broke in the middle: it may have gone out. */
    UNKNOWN,
    /** Nothing arrives at the address, so it was not tried. */
    SUPPRESSED
  }
}
