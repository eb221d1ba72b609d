package ai.leadmetrics.protocol.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a document has reached the books that are kept elsewhere.
 *
 * @param document the invoice's or the payment's id, or that of the credit note
 * @param remote how the books call it, once it is there
 * @param reason why it is not, where it was tried
 * @param nextAt when it is tried again
 */
public record AccountingEntry(
    Kind kind,
    String document,
    State state,
    @Nullable String remote,
    @Nullable String reason,
    int attempts,
    @Nullable Instant nextAt) {

  /** In the order in which the books need them. */
  public enum Kind {
    INVOICE,
    PAYMENT,
    CREDIT_NOTE
  }

  /** What became of it so far. */
  public enum State {
    WAITING,
    SYNCED,
    FAILED
  }
}
