package ai.leadmetrics.entities.billing;

import static ai.leadmetrics.entities.kit.Decision.accepted;
import static ai.leadmetrics.entities.kit.Decision.rejected;
import static ai.leadmetrics.protocol.billing.BillingError.CREDITS_LOCKED;
import static ai.leadmetrics.protocol.billing.BillingError.CREDIT_PERIOD_OVER;
import static ai.leadmetrics.protocol.billing.BillingError.ENTRY_CONFLICT;
import static ai.leadmetrics.protocol.billing.BillingError.ENTRY_NOT_FOUND;
import static ai.leadmetrics.protocol.billing.BillingError.ENTRY_TOO_OLD;
import static ai.leadmetrics.protocol.billing.BillingError.INSUFFICIENT_CREDITS;
import static ai.leadmetrics.protocol.billing.BillingError.MORE_THAN_RESERVED;
import static ai.leadmetrics.protocol.billing.BillingError.RESERVATION_EXPIRED;
import static ai.leadmetrics.protocol.billing.BillingError.TOO_MANY_RESERVATIONS;
import static ai.leadmetrics.protocol.billing.BillingError.UNKNOWN_CREDIT_TYPE;

import ai.leadmetrics.entities.kit.Decision;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Commit;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Reserve;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Committed;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Expired;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Released;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Reserved;
import ai.leadmetrics.protocol.billing.CreditTypes;
import ai.leadmetrics.protocol.billing.EntryId;
import ai.leadmetrics.protocol.billing.Parts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The rules of setting credits aside, and of what becomes of them. */
final class Reservations {
  private Reservations() {}

  static Decision<CreditLedgerEvent> reserve(LedgerState state, Reserve reserve) {
    var entry = reserve.entry();
    var content = Settled.content("reserve", reserve.creditType(), Long.toString(reserve.units()));
    var hold = state.held().get(entry.value());
    if (hold != null) {
      return hold.content() == content ? accepted() : rejected(ENTRY_CONFLICT);
    }
    var ended = state.usage().find(entry);
    if (ended.isPresent()) {
      int place = ended.getAsInt();
      return state.usage().contentAt(place) != content
          ? rejected(ENTRY_CONFLICT)
          : state.usage().outcomeAt(place) == Settled.EXPIRED
              ? rejected(RESERVATION_EXPIRED)
              : accepted();
    }
    if (state.funding().contains(entry)) {
      return rejected(ENTRY_CONFLICT);
    }
    var refusal = CreditLedger.notNew(entry, state.usage(), reserve.at());
    if (refusal != null) {
      return rejected(refusal);
    }
    return state.lockedFor() != null ? rejected(CREDITS_LOCKED) : open(state, reserve);
  }

  private static Decision<CreditLedgerEvent> open(LedgerState state, Reserve reserve) {
    var found = CreditTypes.named(reserve.creditType());
    if (found.isEmpty()) {
      return rejected(UNKNOWN_CREDIT_TYPE);
    }
    if (!state.isRunning(reserve.at())) {
      return rejected(CREDIT_PERIOD_OVER);
    }
    // What is due comes back first: a sweep that is late must not refuse anybody.
    var events = due(state, reserve.at());
    var free = events.isEmpty() ? state : after(state, events);
    if (free.held().size() >= LedgerState.MAX_HELD) {
      return rejected(TOO_MANY_RESERVATIONS);
    }
    var type = found.get();
    var parts = free.afford(Math.multiplyExact(reserve.units(), type.rate()), type.overagePaise());
    if (parts == null) {
      return rejected(INSUFFICIENT_CREDITS);
    }
    events.add(
        new Reserved(
            reserve.entry(),
            type.name(),
            reserve.units(),
            type.rate(),
            parts,
            type.overagePaise(),
            reserve.expiresAt()));
    return accepted(events);
  }

  private static LedgerState after(LedgerState state, List<CreditLedgerEvent> events) {
    var ledger = new CreditLedger();
    var next = state;
    for (var event : events) {
      next = ledger.evolve(next, event);
    }
    return next;
  }

  static Decision<CreditLedgerEvent> commit(LedgerState state, Commit commit) {
    var entry = commit.entry();
    var hold = state.held().get(entry.value());
    if (hold == null) {
      return ended(state, entry, commit.units());
    }
    if (commit.units() > hold.units()) {
      return rejected(MORE_THAN_RESERVED);
    }
    var used = hold.parts().first(commit.units() * hold.rate());
    var back = state.giveBack(hold, hold.parts().minus(used));
    return accepted(
        new Committed(
            entry,
            hold.creditType(),
            commit.units(),
            used,
            back.returned(),
            back.lapsed(),
            used.overage() * hold.overagePaise(),
            state.balance() - used.owned() - back.lapsed()));
  }

  static Decision<CreditLedgerEvent> release(LedgerState state, EntryId entry) {
    var hold = state.held().get(entry.value());
    if (hold == null) {
      return ended(state, entry, Settled.RELEASED);
    }
    var back = state.giveBack(hold, hold.parts());
    return accepted(
        new Released(entry, back.returned(), back.lapsed(), state.balance() - back.lapsed()));
  }

  /** What to say to an end of a reservation that is not open. */
  private static Decision<CreditLedgerEvent> ended(LedgerState state, EntryId entry, long outcome) {
    var known = state.usage().find(entry);
    if (known.isEmpty()) {
      return rejected(state.usage().mayHaveForgotten(entry) ? ENTRY_TOO_OLD : ENTRY_NOT_FOUND);
    }
    long before = state.usage().outcomeAt(known.getAsInt());
    if (before == outcome) {
      return accepted();
    }
    if (before == Settled.EXPIRED) {
      return outcome == Settled.RELEASED ? accepted() : rejected(RESERVATION_EXPIRED);
    }
    return rejected(ENTRY_CONFLICT);
  }

  /** Gives back what has been held for too long. */
  static List<CreditLedgerEvent> due(LedgerState state, Instant at) {
    var events = new ArrayList<CreditLedgerEvent>();
    long lapsed = 0;
    for (var open : state.held().entrySet()) {
      var hold = open.getValue();
      if (!hold.expiresAt().isAfter(at)) {
        var back = state.giveBack(hold, hold.parts());
        lapsed += back.lapsed();
        events.add(
            new Expired(
                new EntryId(open.getKey()),
                back.returned(),
                back.lapsed(),
                state.balance() - lapsed));
      }
    }
    return events;
  }

  static LedgerState reserved(LedgerState state, Reserved event) {
    var month = state.month();
    return state.reserved(
        event.entry().value(),
        new Hold(
            event.creditType(),
            event.units(),
            event.rate(),
            event.parts(),
            event.overagePaise(),
            event.expiresAt(),
            month == null ? Instant.EPOCH : month.period().start()));
  }

  static LedgerState settled(LedgerState state, EntryId entry, Parts returned, long outcome) {
    var hold = state.held().get(entry.value());
    return hold == null
        ? state
        : state.settled(
            entry.value(), returned, state.usage().with(entry, hold.content(), outcome));
  }
}
