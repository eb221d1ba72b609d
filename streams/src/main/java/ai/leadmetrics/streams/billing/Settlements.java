package ai.leadmetrics.streams.billing;

import ai.leadmetrics.entities.kit.Reply;
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

/**
 * Turns what a gateway says into commands: by webhook, after a checkout, or when asked. Whoever
 * tells it, the same payment is the same command.
 */
public final class Settlements {
  private static final String SYSTEM = "system";
  private static final long RUPEE = 100;

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

  public Settlements(Platform platform) {
    this.platform = platform;
    this.links = new GatewayLinks(platform.database(), platform.clock());
    this.subscriptions = new SubscriptionStore(platform.database());
    this.prices = new Prices(platform);
    this.alarms = new AlarmStore(platform);
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
              id, entity -> ask(entity, "ended:" + id, new CancelAtEnd("gateway_" + how, at)));
      case GatewayFact.OrderPaid(var order, var payment) ->
          ofOrder(
              order,
              entity -> tell(entity, payment, "captured", new PurchaseCommand.Settle(payment, at)));
      case GatewayFact.OrderMissed(var order, var payment, var reason) ->
          ofOrder(
              order,
              entity ->
                  tell(entity, payment, "failed", new PurchaseCommand.Miss(payment, reason, at)));
      case GatewayFact.Refunded(var gateway, var payment, var refund, var amount) ->
          refund(gateway, payment, refund, amount, at);
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
                              && !isNear(asked, payment.amount())) {
                            alarms.raise(
                                "charge_differs",
                                entity.toString(),
                                payment.gatewayId() + ": " + payment.amount() + ", not " + asked);
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

  /** To the rupee: that much an invoice makes up for by rounding. */
  private static boolean isNear(Money asked, Money collected) {
    return asked.currency().equals(collected.currency())
        && Math.abs(asked.minor() - collected.minor()) < RUPEE;
  }

  private CompletionStage<Result> fail(
      EntityId entity, GatewayFact.ChargeFailed failed, Instant at) {
    return subscriptions
        .find(entity)
        .thenCombine(
            prices.of(entity.tenant()),
            (row, quote) ->
                Optional.ofNullable(failed.payment()).or(() -> attempt(failed, row, quote)))
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
            });
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

  private CompletionStage<Result> refund(
      String gateway, String payment, String refund, Money amount, Instant at) {
    return links
        .entity(payment)
        .thenCompose(
            found -> {
              if (found.isEmpty()) {
                alarms.raise("refund_unknown", payment, "A payment of nobody was refunded.");
                return done(new Result.Settled(false));
              }
              var entity = found.get();
              return entity.is(Kind.SUBSCRIPTION)
                  ? ask(
                      entity,
                      "refund:" + refund,
                      new SubscriptionCommand.Refund(
                          Payment.idOf(gateway, payment), refund, amount, at))
                  : ask(
                      entity,
                      "refund:" + refund,
                      new PurchaseCommand.GiveBack(
                          Payment.idOf(gateway, payment), refund, amount, at));
            });
  }

  /** The payment is linked first, so that its refund finds its way whatever happens in between. */
  private CompletionStage<Result> tell(
      EntityId entity, Payment payment, String what, Object command) {
    return links
        .link(payment.gatewayId(), entity)
        .thenCompose(_ -> ask(entity, what + ':' + payment.id(), command));
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
                        "payment_refused", entity.toString(), rejection.code() + " " + command);
                    yield new Result.Refused(rejection.code(), rejection.detail());
                  }
                });
  }

  private static CompletionStage<Result> done(Result result) {
    return CompletableFuture.completedFuture(result);
  }
}
