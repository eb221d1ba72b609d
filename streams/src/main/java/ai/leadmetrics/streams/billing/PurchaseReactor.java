package ai.leadmetrics.streams.billing;

import ai.leadmetrics.entities.kit.Reply;
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
import ai.leadmetrics.protocol.billing.SubscriptionCommand;
import ai.leadmetrics.streams.billing.PaymentStore.Back;
import ai.leadmetrics.streams.kit.Alarms;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Reactors;
import ai.leadmetrics.streams.kit.StreamTask;
import ai.leadmetrics.streams.ops.AlarmStore;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jdbi.v3.core.Handle;

/** Hands out what a single payment bought, exactly once: the receiver knows the payment's id. */
public final class PurchaseReactor implements StreamTask {
  private static final String SYSTEM = "system";

  @Override
  public String name() {
    return "purchases";
  }

  @Override
  public String role() {
    return "views";
  }

  @Override
  public Running start(Platform platform) {
    var alarms = new AlarmStore(platform);
    var credits = new CreditStore(platform, new EntitlementStore(platform));
    return Reactors.start(
        platform,
        name(),
        "billing",
        PurchaseEvent.class,
        (record, event) ->
            platform
                .database()
                .transact(
                    handle -> {
                      keep(handle, record, event);
                      return Done.getInstance();
                    })
                .thenCompose(_ -> follow(platform, credits, alarms, record, event)));
  }

  private static void keep(Handle handle, EventRecord record, PurchaseEvent event) {
    var id = record.id();
    switch (event) {
      case PurchaseOpened(_, _, _, _, var at) -> PurchaseStore.opened(handle, id, at, record.seq());
      case OrderLinked(_, var gatewayId) -> PurchaseStore.linked(handle, id, gatewayId);
      case PurchasePaid(var purchase, _, _, var payment, var at) -> {
        PurchaseStore.paid(handle, id);
        PaymentStore.put(handle, id, what(purchase), "captured", payment, null, at);
      }
      case PurchaseOverpaid(var payment, var at) ->
          PaymentStore.put(handle, id, "purchase", "surplus", payment, null, at);
      case PurchaseAttemptFailed(var purchase, var payment, var reason, var at) ->
          PaymentStore.put(handle, id, what(purchase), "failed", payment, reason, at);
      case PurchaseMispaid(var payment, _, var at) ->
          PaymentStore.put(handle, id, "purchase", "mismatch", payment, null, at);
      case PurchaseRefunded(_, var payment, var refund, var amount, var chargeback, var at) ->
          PaymentStore.refunded(
              handle, id.tenant(), new Back(payment, refund, amount, chargeback, at));
      case PurchaseRefundRevoked(var payment, var refund, var amount, var at) ->
          PaymentStore.revoked(handle, id.tenant(), new Back(payment, refund, amount, false, at));
    }
  }

  private static String what(Purchase purchase) {
    return switch (purchase) {
      case Purchase.TopUp _ -> "top-up";
      case Purchase.Upgrade _ -> "upgrade";
    };
  }

  private static CompletionStage<Done> follow(
      Platform platform,
      CreditStore credits,
      Alarms alarms,
      EventRecord record,
      PurchaseEvent event) {
    return switch (event) {
      case PurchasePaid(Purchase.TopUp(var amount), _, _, var payment, var at) ->
          told(
              alarms,
              record,
              credits.topUp(record.id().tenant(), amount, payment.id(), captured(record, at)));
      case PurchasePaid(Purchase.Upgrade upgrade, var net, _, var payment, var at) ->
          told(
              alarms,
              record,
              platform
                  .entities()
                  .ask(
                      upgrade.subscription(),
                      "purchase:" + record.id().local(),
                      SYSTEM,
                      new SubscriptionCommand.Upgrade(
                          upgrade.before(),
                          upgrade.terms(),
                          upgrade.period(),
                          net,
                          payment.id(),
                          at)));
      case PurchaseOverpaid(var payment, _) -> {
        alarms.raise(
            "payment_surplus",
            record.id().toString(),
            "%s came a second time, by the payment %s; give it back."
                .formatted(payment.amount().shown(), payment.gatewayId()));
        yield CompletableFuture.completedFuture(Done.getInstance());
      }
      case PurchaseMispaid(var payment, var expected, _) -> {
        var amount = payment.amount();
        boolean sameCurrency = amount.currency().equals(expected.currency());
        alarms.raise(
            sameCurrency ? "charge_differs" : "payment_currency",
            record.id().toString(),
            "A payment of %s arrived for a purchase of %s at %s; nothing was invoiced and nothing handed out. Give it back (payment %s)."
                .formatted(
                    amount.shown(), record.id().tenant(), expected.shown(), payment.gatewayId()));
        yield CompletableFuture.completedFuture(Done.getInstance());
      }
      case PurchaseOpened _,
          OrderLinked _,
          PurchaseAttemptFailed _,
          PurchaseRefunded _,
          PurchaseRefundRevoked _ ->
          CompletableFuture.completedFuture(Done.getInstance());
    };
  }

  /**
   * When the gateway took the money: the same whoever tells of it, and however often. A gateway
   * whose clock is ahead of ours has taken it by the time we wrote that down.
   */
  private static Instant captured(EventRecord record, Instant at) {
    var recorded = record.recorded().at();
    return at.isAfter(recorded) ? recorded : at;
  }

  /** Money was taken for this: a refusal needs a person. */
  private static CompletionStage<Done> told(
      Alarms alarms, EventRecord record, CompletionStage<Reply> stage) {
    return stage.thenApply(
        reply -> {
          if (reply instanceof Reply.Refused(var rejection)) {
            alarms.raise("purchase_not_delivered", record.id().toString(), rejection.code());
          }
          return Done.getInstance();
        });
  }
}
