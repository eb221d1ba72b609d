package ai.leadmetrics.streams.billing;

import ai.leadmetrics.entities.kit.EventCodec;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Committed;
import ai.leadmetrics.protocol.billing.InvoiceEvent;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.LiveNotice;
import ai.leadmetrics.streams.kit.View;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Invoices, and what was spent past the allowance and is still to be billed. */
public final class InvoicesView implements View {
  @Override
  public String name() {
    return "invoices";
  }

  @Override
  public List<String> contexts() {
    return List.of("billing");
  }

  @Override
  public void apply(Handle handle, List<EventRecord> batch) {
    var fold = new InvoicesFold(handle);
    for (var record : batch) {
      switch (record.event()) {
        case InvoiceEvent event -> fold.invoice(record, event);
        case Committed event -> fold.committed(record, event);
        default -> {
          // The rest of what happens to credits and subscriptions is not on invoices by itself.
        }
      }
    }
    fold.write();
  }

  @Override
  public List<LiveNotice> notices(EventRecord record) {
    return record.event() instanceof InvoiceEvent event
        ? List.of(
            new LiveNotice(
                record.id().tenant(),
                "invoices",
                EventCodec.typeName(event.getClass()),
                record.id().local(),
                record.position()))
        : List.of();
  }
}
