package ai.leadmetrics.streams.billing;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.billing.Charging;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Payment;
import ai.leadmetrics.protocol.billing.PurchaseCommand;
import ai.leadmetrics.protocol.billing.SubscriptionCommand;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.CancelAtEnd;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Capture;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Fail;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.streams.kit.Alarms;
import ai.leadmetrics.streams.kit.Element.GatewayReport;
import ai.leadmetrics.streams.kit.GatewayFact;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.ops.AlarmStore;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * Turns what a gateway says into commands: by webhook, after a checkout, or when asked. Whoever
 * tells it, the same payment is the same command.
 */
public final class Settlements {
  private static final String SYSTEM = "system";
  private static final long RUPEE = 100;

  /** Why a subscription ended that the customer cancelled with the bank or in a UPI app. */
  static final String CANCELLED_BY_CUSTOMER = "gateway_cancelled_by_customer";

  /** What became of a report. */
  public sealed interface Result {
    /**
     * @param changed false for a repetition and for what does not concern us
     */
    record Settled(boolean changed) implements Result {}

    record Refused(String reason, String detail) implements Result {}
  }

  private final Platform platform;
  private final GatewayLinks links;
  private final SubscriptionStore subscriptions;
  private final Prices prices;
  private final Alarms alarms;
  private final PaymentChanges changes;

  public Settlements(Platform platform) {
    this.platform = platform;
    this.links = new GatewayLinks(platform.database(), platform.clock());
    this.subscriptions = new SubscriptionStore(platform.database());
    this.prices = new Prices(platform);
    this.alarms = new AlarmStore(platform);
    this.changes = new PaymentChanges(platform, links, this::ask);
  }

  /** Acts on a report, once; a failed stage means that the outcome is unknown. */
  public CompletionStage<Result> settle(GatewayReport report) {
    return links
        .isSettled(report.ids())
        .thenCompose(
            settled ->
                settled
                    ? done(new Result.Settled(false))
                    : apply(report.fact(), report.at())
                        .thenCompose(result -> links.settle(report.ids()).thenApply(_ -> result)));
  }

  /** Acts on a fact, however often it is told. */
  CompletionStage<Result> apply(GatewayFact fact, Instant at) {
    return switch (fact) {
      case GatewayFact.Charged(var id, var payment, var period) ->
          ofSubscription(id, entity -> charged(entity, payment, new Capture(payment, period, at)));
      case GatewayFact.ChargeFailed failed ->
          ofSubscription(failed.subscription(), entity -> fail(entity, failed, at));
      case GatewayFact.Ended(var id, var how) ->
          ofSubscription(
              id,
              entity ->
                  note(entity, Charging.ENDED, at)
                      .thenCompose(
                          noted ->
                              ask(entity, "ended:" + id, new CancelAtEnd("gateway_" + how, at))
                                  .thenApply(ended -> both(noted, ended))));
      case GatewayFact.ChargingReported(var id, var charging) ->
          ofSubscription(id, entity -> note(entity, charging, at));
      case GatewayFact.OrderPaid(var order, var payment) ->
          ofOrder(
              order,
              entity -> tell(entity, payment, "captured", new PurchaseCommand.Settle(payment, at)));
      case GatewayFact.OrderMissed(var order, var payment, var reason) ->
          ofOrder(
              order,
              entity ->
                  tell(entity, payment, "failed", new PurchaseCommand.Miss(payment, reason, at)));
      case GatewayFact.Refunded refunded -> changes.refunded(refunded, at);
      case GatewayFact.RefundFailed failed -> changes.refundFailed(failed, at);
      case GatewayFact.Disputed disputed -> changes.disputed(disputed, at);
      case GatewayFact.Outage(var id, var detail) -> {
        alarms.raise("payment_outage", id, detail);
        yield done(new Result.Settled(false));
      }
      case GatewayFact.OutageOver(var id) -> {
        alarms.clear("payment_outage", id);
        yield done(new Result.Settled(false));
      }
      case GatewayFact.Nothing _ -> done(new Result.Settled(false));
    };
  }

  private interface Then {
    CompletionStage<Result> with(EntityId entity);
  }

  private CompletionStage<Result> ofSubscription(String gatewayId, Then then) {
    return links
        .entity(gatewayId)
        .thenCompose(
            found ->
                found
                    .filter(entity -> entity.is(Kind.SUBSCRIPTION))
                    .map(then::with)
                    .orElseGet(() -> unknown(gatewayId)));
  }

  /** A subscription that we never made, under our account: somebody has to look at that. */
  private CompletionStage<Result> unknown(String gatewayId) {
    alarms.raise(
        "subscription_unknown", gatewayId, "The gateway reports on a subscription of nobody.");
    return done(new Result.Refused("unknown_subscription", "Nobody here has this subscription."));
  }

  /** Orders that are not ours are those of subscriptions, which are reported as charges too. */
  private CompletionStage<Result> ofOrder(String gatewayId, Then then) {
    return links
        .entity(gatewayId)
        .thenCompose(
            found -> found.map(then::with).orElseGet(() -> done(new Result.Settled(false))));
  }

  /** Taken whatever it is; where it is not what was to be asked for, somebody has to look. */
  private CompletionStage<Result> charged(EntityId entity, Payment payment, Capture capture) {
    return subscriptions
        .find(entity)
        .thenCombine(prices.of(entity.tenant()), Settlements::due)
        .thenCompose(
            due ->
                tell(entity, payment, "captured", capture)
                    .thenApply(
                        result -> {
                          var asked = due.orElse(payment.amount());
                          if (result.equals(new Result.Settled(true))
                              && differs(asked, payment.amount())) {
                            alarms.raise(
                                "charge_differs",
                                entity.toString(),
                                "%s was collected by the payment %s; the plan costs %s."
                                    .formatted(
                                        payment.amount().shown(),
                                        payment.gatewayId(),
                                        asked.shown()));
                          }
                          return result;
                        }));
  }

  /** What the next charge is to come to; empty where no terms are known yet. */
  private static Optional<Money> due(Optional<SubscriptionStore.Row> row, Prices.Quote quote) {
    return row.map(SubscriptionStore.Row::state)
        .map(state -> state.next() != null ? state.next() : state.terms())
        .map(terms -> quote.gross(terms.price()));
  }

  /**
   * By a rupee and more: less an invoice makes up for by rounding. Another currency is an alarm of
   * its own.
   */
  private static boolean differs(Money asked, Money collected) {
    return asked.currency().equals(collected.currency())
        && Math.abs(asked.minor() - collected.minor()) >= RUPEE;
  }

  private CompletionStage<Result> note(EntityId entity, Charging charging, Instant at) {
    var command = new SubscriptionCommand.NoteCharging(charging, at);
    return ask(entity, "charging:" + charging + ':' + at.getEpochSecond(), command);
  }

  private static Result both(Result first, Result second) {
    return first instanceof Result.Settled(var one) && second instanceof Result.Settled(var other)
        ? new Result.Settled(one || other)
        : first instanceof Result.Refused ? first : second;
  }

  private CompletionStage<Result> fail(
      EntityId entity, GatewayFact.ChargeFailed failed, Instant at) {
    return subscriptions
        .find(entity)
        .thenCombine(
            prices.of(entity.tenant()),
            (row, quote) ->
                attempted(failed, due(row, quote)).or(() -> attempt(failed, row, quote)))
        .thenCompose(
            found -> {
              var payment = found.orElse(null);
              return payment == null
                  ? done(new Result.Refused("unknown_subscription", "It has no terms yet."))
                  : tell(
                      entity,
                      payment,
                      "failed",
                      new Fail(
                          payment, failed.due(), failed.reason(), at, platform.clock().instant()));
            })
        .thenCompose(
            result ->
                failed.last()
                    ? note(entity, Charging.STOPPED, at).thenApply(noted -> both(result, noted))
                    : done(result));
  }

  /** The payment that failed. The amount owed is the billed one, also if another was tried. */
  private static Optional<Payment> attempted(GatewayFact.ChargeFailed failed, Optional<Money> due) {
    return Optional.ofNullable(failed.payment())
        .map(
            payment ->
                due.filter(money -> !money.currency().equals(payment.amount().currency()))
                    .map(
                        money ->
                            Payment.of(
                                payment.gateway(), payment.gatewayId(), money, payment.method()))
                    .orElse(payment));
  }

  /** Where the gateway names no payment, a period fails once. */
  private static Optional<Payment> attempt(
      GatewayFact.ChargeFailed failed, Optional<SubscriptionStore.Row> row, Prices.Quote quote) {
    var due = failed.due();
    return due(row, quote)
        .map(
            amount ->
                Payment.of(
                    failed.gateway(),
                    failed.subscription() + (due == null ? "" : "-" + due.start().getEpochSecond()),
                    amount,
                    null));
  }

  /** The payment is linked first, so that its refund finds its way whatever happens in between. */
  private CompletionStage<Result> tell(
      EntityId entity, Payment payment, String what, Object command) {
    return links
        .link(payment.gatewayId(), entity)
        .thenCompose(_ -> ask(entity, what + ':' + payment.id(), command))
        .thenCompose(result -> early(payment).thenApply(_ -> result));
  }

  /** What was told of the payment before it was known here. */
  private CompletionStage<Done> early(Payment payment) {
    return links
        .early(payment.gatewayId())
        .thenCompose(
            waiting -> {
              CompletionStage<Done> all = CompletableFuture.completedFuture(Done.getInstance());
              for (var told : waiting) {
                all =
                    all.thenCompose(_ -> apply(told.fact(), told.at()))
                        .thenApply(_ -> Done.getInstance());
              }
              return waiting.isEmpty()
                  ? all
                  : all.thenCompose(_ -> links.forgetEarly(payment.gatewayId()));
            });
  }

  private CompletionStage<Result> ask(EntityId entity, String command, Object body) {
    return platform
        .entities()
        .ask(entity, command, SYSTEM, body)
        .thenApply(
            reply ->
                switch (reply) {
                  case Reply.Done(_, var changed) -> new Result.Settled(changed);
                  case Reply.Refused(var rejection) -> {
                    alarms.raise(
                        "payment_refused",
                        entity.toString(),
                        "A report of the payment provider (%s) could not be booked: %s"
                            .formatted(command, rejection.detail()));
                    yield new Result.Refused(rejection.code(), rejection.detail());
                  }
                });
  }

  private static CompletionStage<Result> done(Result result) {
    return CompletableFuture.completedFuture(result);
  }
}
