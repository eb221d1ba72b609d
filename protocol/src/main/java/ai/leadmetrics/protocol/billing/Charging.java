package ai.leadmetrics.protocol.billing;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Whether the gateway continues to charge for a subscription. Of two reports of the same second the
 * later constant counts.
 */
public enum Charging {
  @JsonProperty("on")
  ON,
  /** Paused by the platform, at the gateway. */
  @JsonProperty("paused")
  PAUSED,
  /** Paused by the customer in a UPI app or at the bank; only they can resume it. */
  @JsonProperty("paused_by_customer")
  PAUSED_BY_CUSTOMER,
  /** Every retry of a charge failed: the gateway has given up until the customer pays. */
  @JsonProperty("stopped")
  STOPPED,
  /** Ended at the gateway or the bank, for good. */
  @JsonProperty("ended")
  ENDED;

  public boolean isPaused() {
    return this == PAUSED || this == PAUSED_BY_CUSTOMER;
  }
}
