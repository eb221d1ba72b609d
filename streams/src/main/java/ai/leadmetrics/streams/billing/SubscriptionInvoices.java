package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.InvoiceCommand.NotePaymentFailure;
import ai.leadmetrics.protocol.billing.InvoiceOrigin;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Period;
import ai.leadmetrics.protocol.billing.SubscriptionEvent;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.CancellationScheduled;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.CancellationWithdrawn;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.ChargingChanged;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DowngradeScheduled;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DowngradeWithdrawn;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DunningEnded;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DunningStarted;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DunningStepTaken;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.ForeignPaymentReceived;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentCaptured;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentFailed;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentRefundRevoked;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentRefunded;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionActivated;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionCancelled;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionCreated;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionDowngraded;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionExpired;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionHalted;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionLinked;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionRenewed;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionUpgraded;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SurplusReceived;
import ai.leadmetrics.protocol.billing.Terms;
import ai.leadmetrics.streams.billing.PaymentStore.Back;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Reactors;
import ai.leadmetrics.streams.kit.StreamTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * One invoice per period of a subscription: a draft while the payment for it fails, issued and paid
 * once it is collected.
 */
public final class SubscriptionInvoices implements StreamTask {
  @Override
  public String name() {
    return "subscription-invoices";
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
        SubscriptionEvent.class,
        (record, event) -> react(charges, record, event));
  }

  private static CompletionStage<Done> react(
      Charges charges, EventRecord record, SubscriptionEvent event) {
    return switch (event) {
      case SubscriptionActivated(var terms, var period, var net, _, _) ->
          period(charges, record, terms, period, net);
      case SubscriptionRenewed(var terms, var period, var net, _, _) ->
          period(charges, record, terms, period, net);
      case PaymentCaptured captured -> captured(charges, record, captured);
      case PaymentFailed failed -> failed(charges, record, failed);
      // The purchase that paid for it comes to an invoice of its own.
      case SubscriptionUpgraded _ -> nothing();
      case PaymentRefunded(var payment, var refund, var amount, var chargeback, var at) ->
          charges.refunded(record, new Back(payment, refund, amount, chargeback, at));
      case PaymentRefundRevoked(var payment, var refund, _, var at) ->
          charges.revoked(record, payment, refund, at);
      case SurplusReceived _, ForeignPaymentReceived _, ChargingChanged _ -> nothing();
      case SubscriptionCreated _,
          SubscriptionLinked _,
          DowngradeScheduled _,
          DowngradeWithdrawn _,
          SubscriptionDowngraded _,
          CancellationScheduled _,
          CancellationWithdrawn _,
          SubscriptionCancelled _,
          SubscriptionExpired _,
          DunningStarted _,
          DunningStepTaken _,
          SubscriptionHalted _,
          DunningEnded _ ->
          nothing();
    };
  }

  private static CompletionStage<Done> period(
      Charges charges, EventRecord record, Terms terms, Period period, Money net) {
    var invoice = Charges.invoiceOf(record.id(), period);
    var line = charges.line(terms.name() + ", " + charges.days(period), net.minor());
    return charges
        .draft(record, invoice, InvoiceOrigin.SUBSCRIPTION, line)
        .thenCompose(_ -> charges.settle(record, invoice, line));
  }

  private static CompletionStage<Done> captured(
      Charges charges, EventRecord record, PaymentCaptured captured) {
    var payment = captured.payment();
    var invoice = Charges.invoiceOf(record.id(), captured.period());
    // Where nothing was drafted for the period, this is all that is known of it.
    return charges
        .lineOfGross(
            invoice.tenant(),
            "Subscription, " + charges.days(captured.period()),
            payment.amount().minor())
        .thenCompose(line -> charges.draft(record, invoice, InvoiceOrigin.SUBSCRIPTION, line))
        .thenCompose(_ -> charges.paid(record, invoice, null, payment, captured.at()));
  }

  private static CompletionStage<Done> failed(
      Charges charges, EventRecord record, PaymentFailed failed) {
    var due = failed.due();
    if (due == null) {
      return nothing();
    }
    var invoice = Charges.invoiceOf(record.id(), due);
    var line =
        charges.line(
            failed.terms().name() + ", " + charges.days(due), failed.terms().price().minor());
    var failure = new NotePaymentFailure(failed.payment().id(), failed.reason(), failed.at());
    return charges
        .draft(record, invoice, InvoiceOrigin.SUBSCRIPTION, line)
        .thenCompose(_ -> charges.ask(record, "failed", invoice, failure))
        .thenApply(_ -> Done.getInstance());
  }

  private static CompletionStage<Done> nothing() {
    return CompletableFuture.completedFuture(Done.getInstance());
  }
}
