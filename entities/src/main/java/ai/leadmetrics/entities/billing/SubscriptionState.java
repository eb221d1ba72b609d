package ai.leadmetrics.entities.billing;

import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Period;
import ai.leadmetrics.protocol.billing.SubscriptionStatus;
import ai.leadmetrics.protocol.billing.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as of its last event.
 *
 * @param status absent until it was created
 * @param next the terms of the next period, where they are others
 * @param period the last one paid for
 * @param collectedAt when the last payment was taken, by the gateway's clock: what failed before
 *     that is no news
 * @param payments ids of the last payments, taken or failed, of refunds, and the periods paid for
 * @param endedAt when it was cancelled; absent as well where that was not kept yet
 */
public record SubscriptionState(
    @Nullable SubscriptionStatus status,
    @Nullable Terms terms,
    @Nullable Terms next,
    @Nullable String gatewayId,
    @Nullable Period period,
    @Nullable Instant collectedAt,
    @Nullable Dunning dunning,
    List<String> payments,
    @Nullable Instant endedAt) {
  static final SubscriptionState NONE =
      new SubscriptionState(null, null, null, null, null, null, null, List.of(), null);

  /** Three years of monthly payments and their periods, with a few failures among them. */
  static final int PAYMENTS = 96;

  /**
   * @param day the last step taken, 0 before the first
   */
  public record Dunning(Instant since, Money amount, int day) {}

  public SubscriptionState {
    payments = List.copyOf(payments);
  }

  boolean knows(String payment) {
    return payments.contains(payment);
  }

  SubscriptionState seen(String payment) {
    if (knows(payment)) {
      return this;
    }
    var all = new ArrayList<>(payments);
    all.add(payment);
    var last = all.subList(Math.max(0, all.size() - PAYMENTS), all.size());
    return new SubscriptionState(
        status, terms, next, gatewayId, period, collectedAt, dunning, last, endedAt);
  }

  SubscriptionState as(SubscriptionStatus to) {
    return new SubscriptionState(
        to, terms, next, gatewayId, period, collectedAt, dunning, payments, endedAt);
  }

  SubscriptionState buying(Terms now) {
    return new SubscriptionState(
        status, now, null, gatewayId, period, collectedAt, dunning, payments, endedAt);
  }

  SubscriptionState then(@Nullable Terms following) {
    return new SubscriptionState(
        status, terms, following, gatewayId, period, collectedAt, dunning, payments, endedAt);
  }

  SubscriptionState linked(String id) {
    return new SubscriptionState(
        status, terms, next, id, period, collectedAt, dunning, payments, endedAt);
  }

  SubscriptionState paid(Period now) {
    return new SubscriptionState(
        status, terms, next, gatewayId, now, collectedAt, dunning, payments, endedAt);
  }

  SubscriptionState collected(Instant at) {
    var latest = collectedAt == null || at.isAfter(collectedAt) ? at : collectedAt;
    return new SubscriptionState(
        status, terms, next, gatewayId, period, latest, dunning, payments, endedAt);
  }

  SubscriptionState owing(@Nullable Dunning owed) {
    return new SubscriptionState(
        status, terms, next, gatewayId, period, collectedAt, owed, payments, endedAt);
  }

  SubscriptionState ended(Instant at) {
    return new SubscriptionState(
        SubscriptionStatus.CANCELLED,
        terms,
        null,
        gatewayId,
        period,
        collectedAt,
        null,
        payments,
        at);
  }
}
