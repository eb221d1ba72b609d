package ai.leadmetrics.protocol.billing;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a subscription. Where a payment changes it, the change comes first and {@link
 * PaymentCaptured} after it, both of one command.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface SubscriptionEvent {
  @JsonTypeName("subscription-created")
  record SubscriptionCreated(Terms terms, Instant at) implements SubscriptionEvent {}

  @JsonTypeName("subscription-linked")
  record SubscriptionLinked(String gateway, String gatewayId) implements SubscriptionEvent {}

  /**
   * Paid for the first time.
   *
   * @param net the period's price, without tax
   * @param payment the id of the {@link Payment} that paid for it
   */
  @JsonTypeName("subscription-activated")
  record SubscriptionActivated(Terms terms, Period period, Money net, String payment, Instant at)
      implements SubscriptionEvent {}

  /** Paid for another period; carries the terms of that period. */
  @JsonTypeName("subscription-renewed")
  record SubscriptionRenewed(Terms terms, Period period, Money net, String payment, Instant at)
      implements SubscriptionEvent {}

  /**
   * A dearer plan from now on.
   *
   * @param period the whole current period
   * @param net the difference for the rest of it, without tax
   */
  @JsonTypeName("subscription-upgraded")
  record SubscriptionUpgraded(
      Terms before, Terms terms, Period period, Money net, String payment, Instant at)
      implements SubscriptionEvent {}

  @JsonTypeName("downgrade-scheduled")
  record DowngradeScheduled(Terms before, Terms terms, Instant effectiveAt, Instant at)
      implements SubscriptionEvent {}

  @JsonTypeName("downgrade-withdrawn")
  record DowngradeWithdrawn(Terms terms, Instant at) implements SubscriptionEvent {}

  /** The new terms of a period that starts; the renewal by these terms follows. */
  @JsonTypeName("subscription-downgraded")
  record SubscriptionDowngraded(Terms before, Terms terms, Period period, Instant at)
      implements SubscriptionEvent {}

  @JsonTypeName("cancellation-scheduled")
  record CancellationScheduled(Terms terms, String reason, Instant effectiveAt, Instant at)
      implements SubscriptionEvent {}

  @JsonTypeName("cancellation-withdrawn")
  record CancellationWithdrawn(Terms terms, Instant at) implements SubscriptionEvent {}

  @JsonTypeName("subscription-cancelled")
  record SubscriptionCancelled(Terms terms, String reason, Instant at)
      implements SubscriptionEvent {}

  @JsonTypeName("subscription-expired")
  record SubscriptionExpired(Terms terms, Instant at) implements SubscriptionEvent {}

  /** Money for a period; alone where it is told of after a later period was paid for. */
  @JsonTypeName("payment-captured")
  record PaymentCaptured(Payment payment, Period period, Instant at) implements SubscriptionEvent {}

  /** Money that nothing was owed for: a period paid twice, or a subscription that is over. */
  @JsonTypeName("surplus-received")
  record SurplusReceived(Payment payment, Instant at) implements SubscriptionEvent {}

  /**
   * Money in another currency than the subscription is billed in: kept, and counted for nothing.
   *
   * @param expected the currency it is billed in
   */
  @JsonTypeName("foreign-payment-received")
  record ForeignPaymentReceived(Terms terms, Payment payment, String expected, Instant at)
      implements SubscriptionEvent {}

  /**
   * @param due what it would have paid for; absent where that is not known
   */
  @JsonTypeName("payment-failed")
  record PaymentFailed(
      Terms terms, Payment payment, @Nullable Period due, String reason, Instant at)
      implements SubscriptionEvent {}

  /**
   * @param amount of this refund alone, with tax
   * @param chargeback whether the bank took it back in a dispute
   */
  @JsonTypeName("payment-refunded")
  record PaymentRefunded(
      String payment, String refund, Money amount, boolean chargeback, Instant at)
      implements SubscriptionEvent {}

  /** Follows the refund that it revokes. */
  @JsonTypeName("payment-refund-revoked")
  record PaymentRefundRevoked(String payment, String refund, Money amount, Instant at)
      implements SubscriptionEvent {}

  /**
   * The gateway's latest word on whether it charges; told again without a change as well.
   *
   * @param due whether money is expected of the subscription
   * @param paidUntil the end of the last period paid for
   */
  @JsonTypeName("charging-changed")
  record ChargingChanged(
      Terms terms,
      Charging before,
      Charging now,
      boolean due,
      @Nullable Instant paidUntil,
      Instant at)
      implements SubscriptionEvent {}

  /**
   * The first failure in a row.
   *
   * @param amount what is owed, with tax
   * @param since what the days of dunning count from
   */
  @JsonTypeName("dunning-started")
  record DunningStarted(Terms terms, Money amount, Instant since) implements SubscriptionEvent {}

  /**
   * @param day 1, 3, 7 or 14
   */
  @JsonTypeName("dunning-step-taken")
  record DunningStepTaken(int day, Terms terms, Money amount, Instant at)
      implements SubscriptionEvent {}

  /** Dunning was in vain: the tenant is to be frozen. */
  @JsonTypeName("subscription-halted")
  record SubscriptionHalted(Terms terms, Money amount, Instant at) implements SubscriptionEvent {}

  /**
   * It was paid after all.
   *
   * @param wasHalted whether the tenant was frozen over it
   */
  @JsonTypeName("dunning-ended")
  record DunningEnded(Terms terms, boolean wasHalted, Instant at) implements SubscriptionEvent {}
}
