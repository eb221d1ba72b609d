package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.AccountingEntry.Kind;
import ai.leadmetrics.protocol.billing.InvoiceEvent;
import ai.leadmetrics.protocol.billing.InvoiceEvent.CreditIssued;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoiceIssued;
import ai.leadmetrics.protocol.billing.InvoiceEvent.InvoicePaymentRecorded;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Reactors;
import ai.leadmetrics.streams.kit.StreamTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Notes what has to reach the books that are kept elsewhere, where there are any. */
public final class AccountingReactor implements StreamTask {
  @Override
  public String name() {
    return "accounting";
  }

  @Override
  public String role() {
    return "views";
  }

  @Override
  public Running start(Platform platform) {
    var store = new AccountingStore(platform);
    return store.isOn()
        ? Reactors.start(
            platform,
            name(),
            "billing",
            InvoiceEvent.class,
            (record, event) -> react(store, record, event).thenApply(_ -> Done.getInstance()))
        : Running.always();
  }

  private static CompletionStage<Integer> react(
      AccountingStore store, EventRecord record, InvoiceEvent event) {
    return switch (event) {
      case InvoiceIssued _ -> store.add(record.id(), Kind.INVOICE, record.id().local());
      case InvoicePaymentRecorded(var payment, _, _, _) ->
          store.add(record.id(), Kind.PAYMENT, payment.id());
      case CreditIssued(var note, _, _, _, _) -> store.add(record.id(), Kind.CREDIT_NOTE, note);
      case InvoiceEvent.InvoiceDrafted _,
          InvoiceEvent.InvoiceLineAdded _,
          InvoiceEvent.InvoiceLinesReplaced _,
          InvoiceEvent.InvoiceDiscarded _,
          InvoiceEvent.InvoiceClosed _,
          InvoiceEvent.InvoicePaymentFailed _,
          InvoiceEvent.InvoiceOverdue _,
          InvoiceEvent.InvoiceRefunded _,
          InvoiceEvent.InvoiceRefundRevoked _,
          InvoiceEvent.InvoiceWrittenOff _,
          InvoiceEvent.CreditClosed _ ->
          CompletableFuture.completedFuture(0);
    };
  }
}
