package ai.leadmetrics.entities.billing;

import ai.leadmetrics.protocol.billing.Charging;
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
 * @param report what the gateway said last of charging
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
    @Nullable Instant endedAt,
    @Nullable Report report) {
  static final SubscriptionState NONE =
      new SubscriptionState(null, null, null, null, null, null, null, List.of(), null, null);

  /** Three years of monthly payments and their periods, with a few failures among them. */
  static final int PAYMENTS = 96;

  /**
   * @param day the last step taken, 0 before the first
   */
  public record Dunning(Instant since, Money amount, int day) {}

  /**
   * What the gateway said of charging, and when by its clock.
   *
   * @param due whether money was expected then
   */
  public record Report(Charging charging, Instant at, boolean due) {
    /** Whether another report counts after this one: an end does always, otherwise the later. */
    boolean yieldsTo(Charging other, Instant otherAt) {
      if (charging == Charging.ENDED || other == Charging.ENDED) {
        return charging != Charging.ENDED;
      }
      int order = otherAt.compareTo(at);
      return order > 0 || (order == 0 && other.compareTo(charging) > 0);
    }

    /** Whether a charge came before the gateway ended what was running. */
    boolean endedAfter(Instant charged) {
      return charging == Charging.ENDED && due && !charged.isAfter(at);
    }
  }

  /** Whether the gateway continues to charge: money that it took later proves that it does. */
  public Charging charging() {
    if (report == null) {
      return Charging.ON;
    }
    boolean charged = collectedAt != null && collectedAt.isAfter(report.at());
    return charged && report.charging() != Charging.ENDED ? Charging.ON : report.charging();
  }

  SubscriptionState reported(Report latest) {
    return new SubscriptionState(
        status, terms, next, gatewayId, period, collectedAt, dunning, payments, endedAt, latest);
  }

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
        status, terms, next, gatewayId, period, collectedAt, dunning, last, endedAt, report);
  }

  SubscriptionState as(SubscriptionStatus to) {
    return new SubscriptionState(
        to, terms, next, gatewayId, period, collectedAt, dunning, payments, endedAt, report);
  }

  SubscriptionState buying(Terms now) {
    return new SubscriptionState(
        status, now, null, gatewayId, period, collectedAt, dunning, payments, endedAt, report);
  }

  SubscriptionState then(@Nullable Terms following) {
    return new SubscriptionState(
        status,
        terms,
        following,
        gatewayId,
        period,
        collectedAt,
        dunning,
        payments,
        endedAt,
        report);
  }

  SubscriptionState linked(String id) {
    return new SubscriptionState(
        status, terms, next, id, period, collectedAt, dunning, payments, endedAt, report);
  }

  SubscriptionState paid(Period now) {
    return new SubscriptionState(
        status, terms, next, gatewayId, now, collectedAt, dunning, payments, endedAt, report);
  }

  SubscriptionState collected(Instant at) {
    var latest = collectedAt == null || at.isAfter(collectedAt) ? at : collectedAt;
    return new SubscriptionState(
        status, terms, next, gatewayId, period, latest, dunning, payments, endedAt, report);
  }

  SubscriptionState owing(@Nullable Dunning owed) {
    return new SubscriptionState(
        status, terms, next, gatewayId, period, collectedAt, owed, payments, endedAt, report);
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
        at,
        report);
  }
}
