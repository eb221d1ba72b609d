package ai.leadmetrics.protocol.inbox;

import org.jspecify.annotations.Nullable;

/**
 * The message or product that a message refers to.
 *
 * @param providerId the provider's id of the quoted message
 * @param message our id of it, where it is known
 * @param author who wrote it, where it is known
 * @param text what it said when it was quoted, shortened
 * @param product the product it is about
 */
public record Quote(
    @Nullable String providerId,
    @Nullable String message,
    @Nullable Author author,
    @Nullable String text,
    @Nullable Product product) {

  /** A product of a catalogue, by the business's own id. */
  public record Product(@Nullable String catalogId, String productId) {}

  public Quote of(String known, Author by, String snapshot) {
    return new Quote(providerId, known, by, snapshot, product);
  }
}
