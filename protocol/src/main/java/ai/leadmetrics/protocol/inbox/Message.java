package ai.leadmetrics.protocol.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of a conversation as the API shows it.
 *
 * @param authorName the name of the person who wrote it, where known
 * @param kind text, image, audio…
 * @param statusAt when {@code status} was reached
 * @param error why it failed, where it did
 * @param ai where an AI reply came from
 */
public record Message(
    String id,
    Direction direction,
    Author author,
    @Nullable String authorName,
    String text,
    String kind,
    Instant at,
    MessageStatus status,
    Instant statusAt,
    @Nullable String error,
    @Nullable AiNote ai) {

  /**
   * Where an AI reply came from.
   *
   * @param confidence 0 to 1
   * @param language ISO 639-1, where known
   */
  public record AiNote(
      String runId,
      String model,
      boolean offline,
      double confidence,
      Action action,
      @Nullable String language,
      long latencyMs) {}
}
