package ai.leadmetrics.protocol.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of a conversation as the API shows it.
 *
 * @param authorName the name of the person who wrote it, where known
 * @param text its content in words, for readers that know no types of content
 * @param kind text, image, voice, location…
 * @param content absent where it was deleted
 * @param reactions the latest of the customer and of the team
 * @param editedAt when the text was last changed by its author
 * @param statusAt when {@code status} was reached
 * @param error why it failed, where it did
 * @param ai where an AI reply came from
 * @param via how it went out, where that is not the conversation's own channel
 */
public record Message(
    String id,
    Direction direction,
    Author author,
    @Nullable String authorName,
    String text,
    String kind,
    @Nullable MessageContent content,
    MessageContext context,
    List<Reaction> reactions,
    @Nullable Instant editedAt,
    boolean deleted,
    Instant at,
    MessageStatus status,
    Instant statusAt,
    @Nullable String error,
    @Nullable AiNote ai,
    @Nullable ReplyWay via) {

  /** An emoji put on a message. */
  public record Reaction(Author by, String emoji) {}

  /**
   * Where an AI reply came from.
   *
   * @param confidence 0 to 1
   * @param language an IETF tag such as {@code hi-Latn}, where known
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
