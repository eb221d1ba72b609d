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
import ai.leadmetrics.protocol.billing.Parts;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What a batch does to accounts and open reservations: one row each, however many events. */
final class AccountsFold {
  private static final String ACCOUNTS =
      """
      insert into account as a (tenant, balance, monthly, kept, held, period_start, period_end,
        allowance, overage, ceiling_paise, overage_paise, locked_for)
      select r.tenant, coalesce(r.balance, k.balance, 0),
        coalesce(r.monthly_set, k.monthly, 0) + r.monthly, coalesce(k.kept, 0) + r.kept,
        coalesce(k.held, 0) + r.held, coalesce(r.period_start, k.period_start),
        coalesce(r.period_end, k.period_end), coalesce(r.allowance, k.allowance, 0),
        coalesce(r.overage, k.overage, false), coalesce(r.ceiling, k.ceiling_paise, 0),
        case when r.monthly_set is null then coalesce(k.overage_paise, 0) else 0 end
          + r.overage_paise,
        case when r.lock_changed then r.locked_for else k.locked_for end
      from :rows as r (tenant, balance, monthly_set, monthly, kept, held, period_start, period_end,
        allowance, overage, ceiling, overage_paise, lock_changed, locked_for)
      left join account k on k.tenant = r.tenant
      on conflict (tenant) do update set balance = excluded.balance, monthly = excluded.monthly,
        kept = excluded.kept, held = excluded.held, period_start = excluded.period_start,
        period_end = excluded.period_end, allowance = excluded.allowance,
        overage = excluded.overage, ceiling_paise = excluded.ceiling_paise,
        overage_paise = excluded.overage_paise, locked_for = excluded.locked_for
      """;
  private static final List<String> ACCOUNT_TYPES =
      List.of(
          "text",
          "int8",
          "int8",
          "int8",
          "int8",
          "int8",
          "timestamptz",
          "timestamptz",
          "int8",
          "bool",
          "int8",
          "int8",
          "bool",
          "text");

  private static final class Change {
    @Nullable Long balance;
    @Nullable Long monthlySet;
    long monthly;
    long kept;
    long held;
    @Nullable PeriodStarted started;
    @Nullable Long allowance;
    @Nullable Boolean overage;
    @Nullable Long ceiling;
    long overagePaise;
    boolean lockChanged;
    @Nullable String lockedFor;

    void add(CreditLedgerEvent event) {
      switch (event) {
        case PeriodStarted begun -> {
          started = begun;
          monthlySet = begun.allowance();
          monthly = 0;
          overagePaise = 0;
          plan(begun.allowance(), begun.overage(), begun.balance());
        }
        case PlanChanged(var granted, var allowed, var added, var after) -> {
          monthly += added;
          plan(granted, allowed, after);
        }
        case Granted(_, var amount, _, var after) -> fund(0, amount, after);
        case ToppedUp(_, var amount, _, var after) -> fund(0, amount, after);
        case Adjusted(_, var fromMonthly, var fromKept, _, _, var after) ->
            fund(fromMonthly, fromKept, after);
        case Reserved reserved -> {
          monthly -= reserved.parts().monthly();
          kept -= reserved.parts().kept();
          held += reserved.parts().owned();
        }
        case Committed(_, _, _, var used, var returned, var lapsed, var price, var after) -> {
          giveBack(returned, lapsed + used.owned(), after);
          overagePaise += price;
        }
        case Released(_, var returned, var lapsed, var after) -> giveBack(returned, lapsed, after);
        case Expired(_, var returned, var lapsed, var after) -> giveBack(returned, lapsed, after);
        case RanLow _ -> {}
        case Locked(var reason) -> lock(reason);
        case Unlocked _ -> lock(null);
        case OverageSet(var paise) -> ceiling = paise;
      }
    }

    private void plan(long granted, boolean allowed, long after) {
      allowance = granted;
      overage = allowed;
      balance = after;
    }

    private void fund(long moreMonthly, long moreKept, long after) {
      monthly += moreMonthly;
      kept += moreKept;
      balance = after;
    }

    private void giveBack(Parts returned, long gone, long after) {
      monthly += returned.monthly();
      kept += returned.kept();
      held -= returned.owned() + gone;
      balance = after;
    }

    private void lock(@Nullable String reason) {
      lockChanged = true;
      lockedFor = reason;
    }

    @Nullable Object[] row(TenantId tenant) {
      return new @Nullable Object[] {
        tenant.value(),
        balance,
        monthlySet,
        monthly,
        kept,
        held,
        started == null ? null : started.period().start(),
        started == null ? null : started.period().end(),
        allowance,
        overage,
        ceiling,
        overagePaise,
        lockChanged,
        lockedFor
      };
    }
  }

  private record Held(TenantId tenant, EntryId entry) {}

  private final Map<TenantId, Change> changes = new TreeMap<>();
  private final Map<Held, Reserved> opened = new LinkedHashMap<>();
  private final List<Held> closed = new ArrayList<>();

  void add(TenantId tenant, CreditLedgerEvent event) {
    changes.computeIfAbsent(tenant, _ -> new Change()).add(event);
    switch (event) {
      case Reserved reserved -> opened.put(new Held(tenant, reserved.entry()), reserved);
      case Committed committed -> close(new Held(tenant, committed.entry()));
      case Released released -> close(new Held(tenant, released.entry()));
      case Expired expired -> close(new Held(tenant, expired.entry()));
      case PeriodStarted _,
          PlanChanged _,
          Granted _,
          ToppedUp _,
          Adjusted _,
          RanLow _,
          Locked _,
          Unlocked _,
          OverageSet _ -> {}
    }
  }

  private void close(Held held) {
    if (opened.remove(held) == null) {
      closed.add(held);
    }
  }

  void write(Handle handle) {
    var accounts = new ArrayList<@Nullable Object[]>();
    changes.forEach((tenant, change) -> accounts.add(change.row(tenant)));
    Rows.write(handle, ACCOUNTS, ACCOUNT_TYPES, accounts);

    var holds = new ArrayList<@Nullable Object[]>();
    opened.forEach(
        (held, reserved) ->
            holds.add(
                new @Nullable Object[] {
                  held.tenant().value(),
                  held.entry().value(),
                  reserved.creditType(),
                  reserved.units(),
                  reserved.parts().total(),
                  reserved.expiresAt()
                }));
    Rows.write(
        handle,
        "insert into hold select * from :rows as r on conflict (tenant, entry) do nothing",
        List.of("text", "text", "text", "int8", "int8", "timestamptz"),
        holds);

    var ended = new ArrayList<@Nullable Object[]>();
    closed.forEach(
        held -> ended.add(new @Nullable Object[] {held.tenant().value(), held.entry().value()}));
    Rows.write(
        handle,
        "delete from hold h using :rows as r (tenant, entry)"
            + " where h.tenant = r.tenant and h.entry = r.entry",
        List.of("text", "text"),
        ended);
  }
}
