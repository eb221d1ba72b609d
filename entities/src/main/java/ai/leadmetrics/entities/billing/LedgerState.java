package ai.leadmetrics.entities.billing;

import ai.leadmetrics.protocol.billing.Parts;
import ai.leadmetrics.protocol.billing.Period;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant has.
 *
 * @param monthly what is left of the period's allowance
 * @param kept what is left of granted and bought credits
 * @param month absent before the first period
 * @param ceilingPaise how far the tenant wants to go past its credits in a period
 * @param overagePaise how far it has gone in this one, reservations included
 * @param lockedFor why nothing can be reserved
 * @param held open reservations by entry
 * @param heldOwned how many credits they hold, overage left out
 * @param usage reservations that have ended
 * @param funding grants, top-ups and adjustments: remembered apart, so that no amount of work makes
 *     the ledger forget a payment
 * @param told the highest share of this period's credits whose use was told, in percent
 */
public record LedgerState(
    long monthly,
    long kept,
    @Nullable Month month,
    long ceilingPaise,
    long overagePaise,
    @Nullable String lockedFor,
    Map<String, Hold> held,
    long heldOwned,
    Settled usage,
    Settled funding,
    int told) {

  /** Open reservations at a time. */
  static final int MAX_HELD = 1_000;

  static final int REMEMBERED_USAGE = 1_024;
  static final int REMEMBERED_FUNDING = 256;

  /** A period under way. */
  public record Month(Period period, long allowance, boolean overage) {}

  static final LedgerState EMPTY =
      new LedgerState(
          0,
          0,
          null,
          0,
          0,
          null,
          Map.of(),
          0,
          Settled.upTo(REMEMBERED_USAGE),
          Settled.upTo(REMEMBERED_FUNDING),
          0);

  /** What the tenant has, reserved credits included. */
  long balance() {
    return available() + heldOwned;
  }

  long available() {
    return monthly + kept;
  }

  boolean isRunning(Instant at) {
    return month != null && at.isBefore(month.period().end());
  }

  boolean isOf(Instant period) {
    return month != null && month.period().start().equals(period);
  }

  /**
   * Takes {@code cost} from the allowance, then from kept credits, then from overage.
   *
   * @return null where all of that is not enough
   */
  @Nullable Parts afford(long cost, long overagePrice) {
    long owned = Math.min(cost, available());
    long overage = cost - owned;
    if (overage > 0 && !mayOverspend(overage, overagePrice)) {
      return null;
    }
    long fromMonthly = Math.min(owned, monthly);
    return new Parts(fromMonthly, owned - fromMonthly, overage);
  }

  boolean mayOverspend(long credits, long price) {
    return month != null
        && month.overage()
        && Math.multiplyExact(credits, price) <= ceilingPaise - overagePaise;
  }

  /** What comes back of a hold, and what lapses of it because its period is over. */
  record Return(Parts returned, long lapsed) {}

  Return giveBack(Hold hold, Parts unused) {
    return isOf(hold.period())
        ? new Return(unused, 0)
        : new Return(new Parts(0, unused.kept(), unused.overage()), unused.monthly());
  }

  LedgerState reserved(String entry, Hold hold) {
    var next = new LinkedHashMap<>(held);
    next.put(entry, hold);
    var parts = hold.parts();
    return new LedgerState(
        monthly - parts.monthly(),
        kept - parts.kept(),
        month,
        ceilingPaise,
        overagePaise + parts.overage() * hold.overagePaise(),
        lockedFor,
        next,
        heldOwned + parts.owned(),
        usage,
        funding,
        told);
  }

  LedgerState settled(String entry, Parts returned, Settled after) {
    var next = new LinkedHashMap<>(held);
    var hold = next.remove(entry);
    if (hold == null) {
      return this;
    }
    long uncharged = isOf(hold.period()) ? returned.overage() * hold.overagePaise() : 0;
    return new LedgerState(
        monthly + returned.monthly(),
        kept + returned.kept(),
        month,
        ceilingPaise,
        overagePaise - uncharged,
        lockedFor,
        next,
        heldOwned - hold.parts().owned(),
        after,
        funding,
        told);
  }

  LedgerState funded(long moreMonthly, long moreKept, Settled after) {
    return new LedgerState(
        monthly + moreMonthly,
        kept + moreKept,
        month,
        ceilingPaise,
        overagePaise,
        lockedFor,
        held,
        heldOwned,
        usage,
        after,
        // What is used up again is told again.
        moreMonthly + moreKept > 0 ? Math.min(told, Running.LOW) : told);
  }

  LedgerState started(Month next) {
    return new LedgerState(
        next.allowance(),
        kept,
        next,
        ceilingPaise,
        0,
        lockedFor,
        held,
        heldOwned,
        usage,
        funding,
        0);
  }

  LedgerState changed(Month next, long added) {
    return new LedgerState(
        monthly + added,
        kept,
        next,
        ceilingPaise,
        overagePaise,
        lockedFor,
        held,
        heldOwned,
        usage,
        funding,
        added > 0 ? 0 : told);
  }

  LedgerState locked(@Nullable String reason) {
    return new LedgerState(
        monthly,
        kept,
        month,
        ceilingPaise,
        overagePaise,
        reason,
        held,
        heldOwned,
        usage,
        funding,
        told);
  }

  LedgerState limited(long ceiling) {
    return new LedgerState(
        monthly,
        kept,
        month,
        ceiling,
        overagePaise,
        lockedFor,
        held,
        heldOwned,
        usage,
        funding,
        told);
  }

  LedgerState told(int percent) {
    return new LedgerState(
        monthly,
        kept,
        month,
        ceilingPaise,
        overagePaise,
        lockedFor,
        held,
        heldOwned,
        usage,
        funding,
        percent);
  }
}
