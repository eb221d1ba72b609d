package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.InvoiceLine;
import ai.leadmetrics.protocol.billing.InvoiceOrigin;
import ai.leadmetrics.protocol.billing.Purchase;
import ai.leadmetrics.protocol.billing.PurchaseEvent;
import ai.leadmetrics.protocol.billing.PurchaseEvent.OrderLinked;
import ai.leadmetrics.protocol.billing.PurchaseEvent.PurchaseAttemptFailed;
import ai.leadmetrics.protocol.billing.PurchaseEvent.PurchaseMispaid;
import ai.leadmetrics.protocol.billing.PurchaseEvent.PurchaseOpened;
import ai.leadmetrics.protocol.billing.PurchaseEvent.PurchaseOverpaid;
import ai.leadmetrics.protocol.billing.PurchaseEvent.PurchasePaid;
import ai.leadmetrics.protocol.billing.PurchaseEvent.PurchaseRefundRevoked;
import ai.leadmetrics.protocol.billing.PurchaseEvent.PurchaseRefunded;
import ai.leadmetrics.streams.billing.PaymentStore.Back;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Reactors;
import ai.leadmetrics.streams.kit.StreamTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** One invoice per single payment: credits bought, or the rest of a month on a dearer plan. */
public final class PurchaseInvoices implements StreamTask {
  @Override
  public String name() {
    return "purchase-invoices";
  }

  @Override
  public String role() {
    return "views";
  }

  @Override
  public Running start(Platform platform) {
    var charges = new Charges(platform);
    return Reactors.start(
        platform,
        name(),
        "billing",
        PurchaseEvent.class,
        (record, event) -> react(charges, record, event));
  }

  private static CompletionStage<Done> react(
      Charges charges, EventRecord record, PurchaseEvent event) {
    return switch (event) {
      case PurchasePaid paid -> paid(charges, record, paid);
      case PurchaseRefunded(_, var payment, var refund, var amount, var chargeback, var at) ->
          charges.refunded(record, new Back(payment, refund, amount, chargeback, at));
      case PurchaseRefundRevoked(var payment, var refund, _, var at) ->
          charges.revoked(record, payment, refund, at);
      case PurchaseOpened _,
          OrderLinked _,
          PurchaseOverpaid _,
          PurchaseMispaid _,
          PurchaseAttemptFailed _ ->
          CompletableFuture.completedFuture(Done.getInstance());
    };
  }

  private static CompletionStage<Done> paid(
      Charges charges, EventRecord record, PurchasePaid paid) {
    var invoice = Charges.invoiceOf(record.id());
    var line = line(charges, paid);
    var origin =
        switch (paid.purchase()) {
          case Purchase.TopUp _ -> InvoiceOrigin.TOP_UP;
          case Purchase.Upgrade _ -> InvoiceOrigin.SUBSCRIPTION;
        };
    return charges
        .draft(record, invoice, origin, line)
        .thenCompose(_ -> charges.paid(record, invoice, paid.sale(), paid.payment(), paid.at()));
  }

  private static InvoiceLine line(Charges charges, PurchasePaid paid) {
    var what =
        switch (paid.purchase()) {
          case Purchase.TopUp(var credits) -> credits + " credits";
          case Purchase.Upgrade(_, var before, var terms, var period) ->
              "%s instead of %s, for the rest of %s"
                  .formatted(terms.name(), before.name(), charges.days(period));
        };
    return charges.line(what, paid.net().minor(), paid.sale());
  }
}
