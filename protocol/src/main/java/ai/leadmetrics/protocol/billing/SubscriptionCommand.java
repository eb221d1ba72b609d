package ai.leadmetrics.protocol.billing;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can be asked of a subscription. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface SubscriptionCommand {
  record Create(Terms terms, Instant at) implements SubscriptionCommand {}

  /** The gateway knows it by this id. */
  record Link(String gateway, String gatewayId) implements SubscriptionCommand {}

  /**
   * The gateway collected money.
   *
   * @param period what it pays for
   * @param at when, by the gateway's clock
   */
  record Capture(Payment payment, Period period, Instant at) implements SubscriptionCommand {}

  /**
   * The gateway could not collect.
   *
   * @param at when, by the gateway's clock
   * @param now when we learnt of it: dunning counts from here
   */
  record Fail(Payment payment, @Nullable Period due, String reason, Instant at, Instant now)
      implements SubscriptionCommand {}

  /**
   * Money went back.
   *
   * @param chargeback whether the bank took it back in a dispute
   */
  record Refund(String payment, String refund, Money amount, boolean chargeback, Instant at)
      implements SubscriptionCommand {}

  /** A refund did not arrive, or a chargeback was reversed: the money is here again. */
  record RevokeRefund(String payment, String refund, Money amount, Instant at)
      implements SubscriptionCommand {}

  /**
   * The gateway says whether it goes on charging.
   *
   * @param at when, by the gateway's clock
   */
  record NoteCharging(Charging charging, Instant at) implements SubscriptionCommand {}

  /**
   * The difference to a dearer plan was paid.
   *
   * @param before the terms that the difference was reckoned from
   * @param period the period that it was reckoned for
   * @param net what it cost for the rest of the period, without tax
   */
  record Upgrade(Terms before, Terms terms, Period period, Money net, String payment, Instant at)
      implements SubscriptionCommand {}

  /** A plan that costs no more, from the next period on. */
  record ScheduleDowngrade(Terms terms, Instant at) implements SubscriptionCommand {}

  record WithdrawDowngrade(Instant at) implements SubscriptionCommand {}

  record CancelAtEnd(String reason, Instant at) implements SubscriptionCommand {}

  record CancelNow(String reason, Instant at) implements SubscriptionCommand {}

  /** Takes a cancellation at the period's end back. */
  record Resume(Instant at) implements SubscriptionCommand {}

  /**
   * The clock reached the end of a period that no other follows.
   *
   * @param due what another would cost, with tax; absent where none is to follow
   */
  record EndPeriod(@Nullable Money due, Instant at) implements SubscriptionCommand {}

  /** The clock reached a day of dunning. */
  record StepDunning(int day, Instant at) implements SubscriptionCommand {}

  /** It was not paid for in time. */
  record Expire(Instant at) implements SubscriptionCommand {}
}
