package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Payment;
import ai.leadmetrics.protocol.billing.PaymentDispute;
import ai.leadmetrics.protocol.billing.PurchaseCommand;
import ai.leadmetrics.protocol.billing.SubscriptionCommand;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.streams.billing.Settlements.Result;
import ai.leadmetrics.streams.kit.Alarms;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.GatewayFact;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.ops.AlarmStore;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a gateway says of a payment after it was taken: refunds and disputes. */
final class PaymentChanges {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

  /** Asks a subscription or a purchase under a command id of its own. */
  interface Asking {
    CompletionStage<Result> ask(EntityId entity, String command, Object body);
  }

  private final Database database;
  private final GatewayLinks links;
  private final Alarms alarms;
  private final ZoneId zone;
  private final Asking asking;

  PaymentChanges(Platform platform, GatewayLinks links, Asking asking) {
    this.database = platform.database();
    this.links = links;
    this.alarms = new AlarmStore(platform);
    this.zone = Seller.of(platform.config()).zone();
    this.asking = asking;
  }

  CompletionStage<Result> refunded(GatewayFact.Refunded fact, Instant at) {
    return of(
        fact.payment(),
        fact,
        at,
        entity ->
            refund(
                entity, fact.gateway(), fact.payment(), fact.refund(), fact.amount(), false, at));
  }

  CompletionStage<Result> refundFailed(GatewayFact.RefundFailed fact, Instant at) {
    var payment = Payment.idOf(fact.gateway(), fact.payment());
    return of(
        fact.payment(),
        fact,
        at,
        entity ->
            revoke(entity, payment, fact.refund(), fact.amount(), at)
                .thenApply(
                    result -> {
                      if (result.equals(new Result.Settled(true))) {
                        alarms.raise("refund_failed", entity.toString(), words(fact));
                      }
                      return result;
                    }));
  }

  private static String words(GatewayFact.RefundFailed fact) {
    return "%s of the payment %s did not reach the customer (refund %s). The money is back with the payment provider: ask the customer for a working account, then give it back again from the business's payments."
        .formatted(fact.amount().shown(), fact.payment(), fact.refund());
  }

  /** The later report of a dispute counts; a lost one takes the money back, once. */
  CompletionStage<Result> disputed(GatewayFact.Disputed fact, Instant at) {
    return of(fact.payment(), fact, at, entity -> disputed(entity, fact));
  }

  private CompletionStage<Result> disputed(EntityId entity, GatewayFact.Disputed fact) {
    var payment = Payment.idOf(fact.gateway(), fact.payment());
    var dispute = fact.dispute();
    return database
        .transact(handle -> DisputeStore.put(handle, entity.tenant(), payment, dispute))
        .thenCompose(
            before -> {
              boolean news = before.isEmpty() || dispute.isAfter(before.get().dispute());
              if (news) {
                tell(entity, fact);
              }
              var settled = news ? dispute : before.get().dispute();
              return money(entity, fact, settled, before)
                  .thenApply(
                      result ->
                          result instanceof Result.Settled(var changed)
                              ? new Result.Settled(changed || news)
                              : result);
            });
  }

  private CompletionStage<Result> money(
      EntityId entity,
      GatewayFact.Disputed fact,
      PaymentDispute settled,
      Optional<DisputeStore.Known> before) {
    var payment = Payment.idOf(fact.gateway(), fact.payment());
    if (settled.status() == PaymentDispute.Status.LOST) {
      return refund(
          entity,
          fact.gateway(),
          fact.payment(),
          settled.id(),
          settled.amount(),
          true,
          settled.at());
    }
    return before.isPresent() && before.get().wasLost() && !settled.status().isOpen()
        ? revoke(entity, payment, settled.id(), settled.amount(), settled.at())
        : CompletableFuture.completedFuture(new Result.Settled(false));
  }

  private void tell(EntityId entity, GatewayFact.Disputed fact) {
    var dispute = fact.dispute();
    var payment = dispute.amount().shown() + " of the payment " + fact.payment();
    switch (dispute.status()) {
      case OPEN, ACTION_REQUIRED ->
          alarms.raise(
              "dispute_opened",
              entity + " " + dispute.id(),
              "The customer disputes %s%s. %s in the payment provider's dashboard, or accept it there."
                  .formatted(
                      payment,
                      dispute.reason() == null ? "" : " (" + dispute.reason() + ")",
                      deadline(dispute.respondBy())));
      case LOST ->
          alarms.raise(
              "dispute_lost",
              entity + " " + dispute.id(),
              "The bank gave %s back to the customer. The invoice is owed again: agree with the customer how it is paid, or take it back by a credit note. Plan and credits stay as they are until you change them."
                  .formatted(payment));
      case UNDER_REVIEW, CLOSED, WON -> {}
    }
  }

  private String deadline(@Nullable Instant respondBy) {
    return respondBy == null
        ? "Send the evidence"
        : "Send the evidence until " + DAY.format(respondBy.atZone(zone));
  }

  private CompletionStage<Result> refund(
      EntityId entity,
      String gateway,
      String payment,
      String refund,
      Money amount,
      boolean chargeback,
      Instant at) {
    var id = Payment.idOf(gateway, payment);
    return asking.ask(
        entity,
        "refund:" + refund,
        entity.is(Kind.SUBSCRIPTION)
            ? new SubscriptionCommand.Refund(id, refund, amount, chargeback, at)
            : new PurchaseCommand.GiveBack(id, refund, amount, chargeback, at));
  }

  private CompletionStage<Result> revoke(
      EntityId entity, String payment, String refund, Money amount, Instant at) {
    return asking.ask(
        entity,
        "revoke:" + refund,
        entity.is(Kind.SUBSCRIPTION)
            ? new SubscriptionCommand.RevokeRefund(payment, refund, amount, at)
            : new PurchaseCommand.RevokeRefund(payment, refund, amount, at));
  }

  private interface Then {
    CompletionStage<Result> with(EntityId entity);
  }

  /** A report that comes before its payment waits for it. */
  private CompletionStage<Result> of(String payment, GatewayFact fact, Instant at, Then then) {
    return links
        .entity(payment)
        .thenCompose(
            found ->
                found.isPresent()
                    ? then.with(found.get())
                    : links
                        .keepEarly(payment, fact, at)
                        .thenCompose(_ -> links.entity(payment))
                        .thenCompose(
                            again -> again.isPresent() ? then.with(again.get()) : wait(payment)));
  }

  private CompletionStage<Result> wait(String payment) {
    alarms.raise(
        "refund_unknown",
        payment,
        "A refund or dispute of the payment "
            + payment
            + " was reported, and nobody here has paid by it. It counts once that payment is"
            + " reported; if it never is, another system uses the same account.");
    return CompletableFuture.completedFuture(new Result.Settled(false));
  }
}
