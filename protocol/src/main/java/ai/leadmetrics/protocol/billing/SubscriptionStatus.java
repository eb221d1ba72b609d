package ai.leadmetrics.protocol.billing;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a subscription stands. */
public enum SubscriptionStatus {
  /** Wanted, not paid yet. */
  @JsonProperty("pending")
  PENDING,
  @JsonProperty("active")
  ACTIVE,
  /** A payment failed and is asked for again. */
  @JsonProperty("past_due")
  PAST_DUE,
  /** Asked for four times in vain: the tenant is frozen until it pays. */
  @JsonProperty("halted")
  HALTED,
  /** Paid for, and not to be renewed. */
  @JsonProperty("cancelled_at_end")
  CANCELLED_AT_END,
  @JsonProperty("cancelled")
  CANCELLED,
  /** Never paid. */
  @JsonProperty("expired")
  EXPIRED;

  /** Whether the plan's features are there for use. */
  public boolean isLive() {
    return this == ACTIVE || this == PAST_DUE || this == CANCELLED_AT_END;
  }

  public boolean isOver() {
    return this == CANCELLED || this == EXPIRED;
  }
}
