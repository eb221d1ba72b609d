package ai.leadmetrics.entities.billing;

import static ai.leadmetrics.entities.kit.Decision.accepted;
import static ai.leadmetrics.entities.kit.Decision.rejected;
import static ai.leadmetrics.protocol.billing.BillingError.CREDIT_PERIOD_OVER;
import static ai.leadmetrics.protocol.billing.BillingError.ENTRY_CONFLICT;
import static ai.leadmetrics.protocol.billing.BillingError.INSUFFICIENT_CREDITS;
import static ai.leadmetrics.protocol.billing.BillingError.PLAN_LIMIT;

import ai.leadmetrics.entities.kit.Aggregate;
import ai.leadmetrics.entities.kit.Decision;
import ai.leadmetrics.protocol.billing.BillingError;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Adjust;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Commit;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.ExpireDue;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Grant;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Lock;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Release;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Reserve;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Reset;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.SetOverage;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.TopUp;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Unlock;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Adjusted;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Committed;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Expired;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Granted;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Locked;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.OverageSet;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.PeriodStarted;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.PlanChanged;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.RanLow;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Released;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Reserved;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.ToppedUp;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Unlocked;
import ai.leadmetrics.protocol.billing.EntryId;
import ai.leadmetrics.protocol.billing.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** A tenant's credits: a monthly allowance that lapses, bought credits that stay, and overage. */
public final class CreditLedger
    implements Aggregate<CreditLedgerCommand, CreditLedgerEvent, LedgerState> {
  /** The balance stays exact wherever numbers are 64-bit floating point, browsers included. */
  static final long MAX_BALANCE = 1_000_000_000_000_000L;

  /** Clocks of nodes and providers differ by less. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  @Override
  public String name() {
    return "CreditLedger";
  }

  @Override
  public String context() {
    return "billing";
  }

  @Override
  public boolean outlivesTenants() {
    return true;
  }

  @Override
  public Class<CreditLedgerCommand> commands() {
    return CreditLedgerCommand.class;
  }

  @Override
  public Class<CreditLedgerEvent> events() {
    return CreditLedgerEvent.class;
  }

  @Override
  public Class<LedgerState> states() {
    return LedgerState.class;
  }

  @Override
  public LedgerState initial() {
    return LedgerState.EMPTY;
  }

  @Override
  public Decision<CreditLedgerEvent> decide(LedgerState state, CreditLedgerCommand command) {
    return switch (command) {
      case Reserve reserve -> Reservations.reserve(state, reserve);
      case Commit commit -> withNews(state, Reservations.commit(state, commit));
      case Release(var entry, _) -> Reservations.release(state, entry);
      case ExpireDue(var at) -> accepted(Reservations.due(state, at));
      case Grant(var entry, var amount, var reason, var at) ->
          fund(
              state,
              entry,
              at,
              amount,
              new Granted(entry, amount, reason, state.balance() + amount));
      case TopUp(var entry, var amount, var payment, var at) ->
          fund(
              state,
              entry,
              at,
              amount,
              new ToppedUp(entry, amount, payment, state.balance() + amount));
      case Adjust adjust -> adjust(state, adjust);
      case Reset reset -> reset(state, reset);
      case Lock(var reason, _) ->
          reason.equals(state.lockedFor()) ? accepted() : accepted(new Locked(reason));
      case Unlock _ -> state.lockedFor() == null ? accepted() : accepted(new Unlocked());
      case SetOverage(var ceiling, var at) -> setOverage(state, ceiling, at);
    };
  }

  private Decision<CreditLedgerEvent> withNews(
      LedgerState state, Decision<CreditLedgerEvent> decision) {
    if (!(decision instanceof Decision.Accepted<CreditLedgerEvent>(var events))
        || events.isEmpty()) {
      return decision;
    }
    var next = state;
    for (var event : events) {
      next = evolve(next, event);
    }
    var news = Running.news(next);
    if (news == null) {
      return decision;
    }
    var all = new ArrayList<>(events);
    all.add(news);
    return accepted(all);
  }

  /** Why an entry that is not known cannot be a new one; null where it can. */
  static @Nullable BillingError notNew(EntryId entry, Settled remembered, Instant at) {
    if (remembered.mayHaveForgotten(entry)) {
      return BillingError.ENTRY_TOO_OLD;
    }
    // Or it would keep its place among the remembered for as long, and then shut out all others.
    return entry.made() > at.plus(CLOCK_SKEW).toEpochMilli() ? BillingError.ENTRY_IN_FUTURE : null;
  }

  private static Decision<CreditLedgerEvent> fund(
      LedgerState state, EntryId entry, Instant at, long amount, CreditLedgerEvent event) {
    var known = state.funding().find(entry);
    if (known.isPresent()) {
      return state.funding().contentAt(known.getAsInt()) == contentOf(event)
          ? accepted()
          : rejected(ENTRY_CONFLICT);
    }
    if (state.held().containsKey(entry.value()) || state.usage().contains(entry)) {
      return rejected(ENTRY_CONFLICT);
    }
    var refusal = notNew(entry, state.funding(), at);
    if (refusal != null) {
      return rejected(refusal);
    }
    return state.balance() + amount > MAX_BALANCE
        ? rejected(BillingError.AMOUNT_TOO_LARGE)
        : accepted(event);
  }

  private static Decision<CreditLedgerEvent> adjust(LedgerState state, Adjust adjust) {
    long delta = adjust.delta();
    long monthly = delta < 0 ? -Math.min(-delta, state.monthly()) : 0;
    var event =
        new Adjusted(
            adjust.entry(),
            monthly,
            delta - monthly,
            adjust.reason(),
            adjust.by(),
            state.balance() + delta);
    var decision = fund(state, adjust.entry(), adjust.at(), Math.max(0, delta), event);
    return decision instanceof Decision.Accepted<CreditLedgerEvent>(var events)
            && !events.isEmpty()
            && -delta > state.available()
        ? rejected(INSUFFICIENT_CREDITS)
        : decision;
  }

  private static Decision<CreditLedgerEvent> reset(LedgerState state, Reset reset) {
    var month = state.month();
    if (month == null || begins(month.period(), reset)) {
      long lapsed = state.monthly();
      return accepted(
          new PeriodStarted(
              reset.period(),
              reset.allowance(),
              reset.overage(),
              lapsed,
              state.balance() - lapsed + reset.allowance()));
    }
    if (!reset.period().start().equals(month.period().start())) {
      // Somebody who read an older plan: its allowance must not be added to this period.
      return accepted();
    }
    long added = Math.max(0, reset.allowance() - month.allowance());
    return added == 0 && reset.overage() == month.overage()
        ? accepted()
        : accepted(
            new PlanChanged(
                month.allowance() + added, reset.overage(), added, state.balance() + added));
  }

  /** Begins are never repeated: each period begins later than the one before. */
  private static boolean begins(Period running, Reset reset) {
    return !reset.at().isBefore(running.end()) || reset.period().start().isAfter(running.start());
  }

  private static Decision<CreditLedgerEvent> setOverage(
      LedgerState state, long ceiling, Instant at) {
    if (ceiling == state.ceilingPaise()) {
      return accepted();
    }
    var month = state.month();
    if (month == null || !state.isRunning(at)) {
      return rejected(CREDIT_PERIOD_OVER);
    }
    return ceiling > 0 && !month.overage()
        ? rejected(PLAN_LIMIT)
        : accepted(new OverageSet(ceiling));
  }

  @Override
  public LedgerState evolve(LedgerState state, CreditLedgerEvent event) {
    return switch (event) {
      case PeriodStarted(var period, var allowance, var overage, _, _) ->
          state.started(new LedgerState.Month(period, allowance, overage));
      case PlanChanged(var allowance, var overage, var added, _) ->
          state.month() == null
              ? state
              : state.changed(
                  new LedgerState.Month(state.month().period(), allowance, overage), added);
      case Granted(var entry, var amount, _, _) ->
          state.funded(0, amount, remembered(state, entry, event));
      case ToppedUp(var entry, var amount, _, _) ->
          state.funded(0, amount, remembered(state, entry, event));
      case Adjusted(var entry, var monthly, var kept, _, _, _) ->
          state.funded(monthly, kept, remembered(state, entry, event));
      case Reserved reserved -> Reservations.reserved(state, reserved);
      case Committed(var entry, _, var units, _, var returned, _, _, _) ->
          Reservations.settled(state, entry, returned, units);
      case Released(var entry, var returned, _, _) ->
          Reservations.settled(state, entry, returned, Settled.RELEASED);
      case Expired(var entry, var returned, _, _) ->
          Reservations.settled(state, entry, returned, Settled.EXPIRED);
      case RanLow(var percent, _, _) -> state.told(percent);
      case Locked(var reason) -> state.locked(reason);
      case Unlocked _ -> state.locked(null);
      case OverageSet(var ceiling) -> state.limited(ceiling);
    };
  }

  private static Settled remembered(LedgerState state, EntryId entry, CreditLedgerEvent event) {
    return state.funding().with(entry, contentOf(event), 0);
  }

  private static long contentOf(CreditLedgerEvent event) {
    return switch (event) {
      case Granted(_, var amount, var reason, _) ->
          Settled.content("grant", Long.toString(amount), reason);
      case ToppedUp(_, var amount, var payment, _) ->
          Settled.content("top-up", Long.toString(amount), payment);
      case Adjusted(_, var monthly, var kept, var reason, _, _) ->
          Settled.content("adjust", Long.toString(monthly + kept), reason);
      case PeriodStarted _,
          PlanChanged _,
          Reserved _,
          Committed _,
          Released _,
          Expired _,
          RanLow _,
          Locked _,
          Unlocked _,
          OverageSet _ ->
          throw new IllegalArgumentException("funds nothing: " + event.getClass());
    };
  }
}
