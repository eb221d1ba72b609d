package ai.leadmetrics.streams.billing;

import ai.leadmetrics.entities.kit.EventCodec;
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
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.LiveNotice;
import ai.leadmetrics.streams.kit.View;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Balances, statements and open reservations. */
public final class CreditsView implements View {
  /** False until a node that writes views has started for the first time. */
  static boolean isThere(Handle handle) {
    return handle
        .createQuery("select to_regclass('credits.account') is not null")
        .mapTo(Boolean.class)
        .one();
  }

  @Override
  public String name() {
    return "credits";
  }

  @Override
  public List<String> contexts() {
    return List.of("billing");
  }

  @Override
  public void apply(Handle handle, List<EventRecord> batch) {
    var accounts = new AccountsFold();
    var statements = new StatementFold();
    for (var record : batch) {
      if (record.event() instanceof CreditLedgerEvent event) {
        accounts.add(record.id().tenant(), event);
        statements.add(record, event);
      }
    }
    accounts.write(handle);
    statements.write(handle);
  }

  @Override
  public List<LiveNotice> notices(EventRecord record) {
    return record.event() instanceof CreditLedgerEvent event && isSeen(event)
        ? List.of(
            new LiveNotice(
                record.id().tenant(),
                "credits",
                EventCodec.typeName(event.getClass()),
                record.id().local(),
                record.position()))
        : List.of();
  }

  /** Reservations come and go with every run: who looks at the balance sees what became of them. */
  private static boolean isSeen(CreditLedgerEvent event) {
    return switch (event) {
      case PeriodStarted _,
          PlanChanged _,
          Granted _,
          ToppedUp _,
          Adjusted _,
          Committed _,
          Locked _,
          Unlocked _,
          OverageSet _ ->
          true;
      case Reserved _, Released _, Expired _, RanLow _ -> false;
    };
  }
}
