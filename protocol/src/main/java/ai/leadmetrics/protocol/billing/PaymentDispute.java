package ai.leadmetrics.protocol.billing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer disputes a payment with their bank.
 *
 * @param id the gateway's
 * @param amount what is disputed
 * @param reason in words
 * @param respondBy until when evidence is taken; absent where the gateway names no day
 * @param at when it came to stand so, by the gateway's clock
 */
public record PaymentDispute(
    String id,
    Status status,
    Money amount,
    @Nullable String reason,
    @Nullable Instant respondBy,
    Instant at) {

  /** Where it stands. Of two reports of the same second the later constant counts. */
  public enum Status {
    @JsonProperty("open")
    OPEN,
    /** The bank looks at the evidence. */
    @JsonProperty("under_review")
    UNDER_REVIEW,
    /** The bank asks for more evidence. */
    @JsonProperty("action_required")
    ACTION_REQUIRED,
    /** Ended without money moving. */
    @JsonProperty("closed")
    CLOSED,
    @JsonProperty("won")
    WON,
    /** The bank gave the money back to the customer. */
    @JsonProperty("lost")
    LOST;

    public boolean isOpen() {
      return compareTo(CLOSED) < 0;
    }
  }

  /** Whether this is news after another report of the same dispute. */
  public boolean isAfter(PaymentDispute known) {
    int order = at.compareTo(known.at);
    return order > 0 || (order == 0 && status.compareTo(known.status) > 0);
  }
}
