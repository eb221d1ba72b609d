package ai.leadmetrics.streams.billing;

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
import ai.leadmetrics.protocol.billing.StatementKind;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Rows;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The lines that events add to statements: one per change of the balance, two at most. */
final class StatementFold {
  private static final String INSERT =
      """
      insert into statement (tenant, place, at, kind, amount, balance, entry, credit_type, units,
        overage_credits, overage_paise, by_whom, note)
      select * from :rows as r
      on conflict (tenant, place) do nothing
      """;
  private static final List<String> TYPES =
      List.of(
          "text",
          "int8",
          "timestamptz",
          "text",
          "int8",
          "int8",
          "text",
          "text",
          "int8",
          "int8",
          "int8",
          "text",
          "text");

  private final List<@Nullable Object[]> rows = new ArrayList<>();

  void add(EventRecord record, CreditLedgerEvent event) {
    switch (event) {
      case PeriodStarted(_, var allowance, _, var lapsed, var balance) -> {
        lapsed(record, null, lapsed, balance - allowance);
        line(record, 1, StatementKind.ALLOWANCE, allowance, balance, null, null);
      }
      case PlanChanged(_, _, var added, var balance) ->
          line(record, 0, StatementKind.PLAN_CHANGE, added, balance, null, null);
      case Granted(var entry, var amount, var reason, var balance) ->
          line(record, 0, StatementKind.GRANT, amount, balance, entry, reason);
      case ToppedUp(var entry, var amount, var payment, var balance) ->
          line(record, 0, StatementKind.TOP_UP, amount, balance, entry, payment);
      case Adjusted(var entry, var monthly, var kept, var reason, _, var balance) ->
          line(record, 0, StatementKind.ADJUSTMENT, monthly + kept, balance, entry, reason);
      case Committed committed -> used(record, committed);
      case Released(var entry, _, var lapsed, var balance) ->
          lapsed(record, entry, lapsed, balance);
      case Expired(var entry, _, var lapsed, var balance) -> lapsed(record, entry, lapsed, balance);
      case Reserved _, RanLow _, Locked _, Unlocked _, OverageSet _ -> {}
    }
  }

  private void lapsed(EventRecord record, @Nullable EntryId entry, long lapsed, long balance) {
    line(record, 0, StatementKind.LAPSED, -lapsed, balance, entry, null);
  }

  private void line(
      EventRecord record,
      int number,
      StatementKind kind,
      long amount,
      long balance,
      @Nullable EntryId entry,
      @Nullable String note) {
    if (amount != 0) {
      row(record, number, kind, amount, balance, entry, null, note);
    }
  }

  private void used(EventRecord record, Committed event) {
    lapsed(record, event.entry(), event.lapsed(), event.balance() + event.used().owned());
    if (event.used().total() > 0) {
      row(
          record,
          1,
          StatementKind.USAGE,
          -event.used().owned(),
          event.balance(),
          event.entry(),
          event,
          null);
    }
  }

  private void row(
      EventRecord record,
      int number,
      StatementKind kind,
      long amount,
      long balance,
      @Nullable EntryId entry,
      @Nullable Committed work,
      @Nullable String note) {
    rows.add(
        new @Nullable Object[] {
          record.id().tenant().value(),
          place(record.seq(), number),
          record.recorded().at(),
          kind,
          amount,
          balance,
          entry == null ? null : entry.value(),
          work == null ? null : work.creditType(),
          work == null ? null : work.units(),
          work == null ? 0 : work.used().overage(),
          work == null ? 0 : work.overagePaise(),
          record.recorded().by(),
          note
        });
  }

  private static long place(long seq, int number) {
    return seq * 2 + number;
  }

  void write(Handle handle) {
    Rows.write(handle, INSERT, TYPES, rows);
  }
}
