package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.Charging;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.PaymentError;
import ai.leadmetrics.protocol.billing.SubscriptionCommand;
import ai.leadmetrics.protocol.billing.SubscriptionStatus;
import ai.leadmetrics.protocol.billing.Terms;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.billing.Settlements.Result;
import ai.leadmetrics.streams.connect.Gateways;
import ai.leadmetrics.streams.kit.Alarms;
import ai.leadmetrics.streams.kit.GatewayFact;
import ai.leadmetrics.streams.kit.PaymentGateway;
import ai.leadmetrics.streams.kit.PaymentGateway.Answer;
import ai.leadmetrics.streams.kit.PaymentGateway.Remote;
import ai.leadmetrics.streams.kit.PaymentGateway.Told;
import ai.leadmetrics.streams.kit.PaymentGateway.Wanted;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.ops.AlarmStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Makes the gateway and us agree: what it collected counts here, what was decided here is so there.
 * Looks at both sides first, so it can be run at any time and any number of times.
 */
final class GatewaySync {
  private static final int PAGE = 100;

  /** Gateways repeat reports for a day, and orders are paid within that. */
  private static final Duration KEPT = Duration.ofDays(90);

  private static final Duration ORDERS = Duration.ofDays(3);

  /** Gateways collect within hours, and say when they could not. */
  private static final Duration LATE = Duration.ofDays(2);

  private final Platform platform;
  private final PaymentGateway gateway;
  private final GatewayCalls calls;
  private final GatewayLinks links;
  private final SubscriptionStore subscriptions;
  private final PurchaseStore purchases;
  private final Settlements settlements;
  private final Prices prices;
  private final Alarms alarms;

  GatewaySync(Platform platform) {
    this.platform = platform;
    this.gateway = Gateways.open(platform);
    this.calls = new GatewayCalls(platform.database(), platform.clock(), gateway);
    this.links = new GatewayLinks(platform.database(), platform.clock());
    this.subscriptions = new SubscriptionStore(platform.database());
    this.purchases = new PurchaseStore(platform.database());
    this.settlements = new Settlements(platform);
    this.prices = new Prices(platform);
    this.alarms = new AlarmStore(platform);
  }

  /**
   * The gateway's id of a plan at what a tenant pays for it: whoever is taxed otherwise is on
   * another plan there.
   */
  CompletionStage<String> plan(TenantId tenant, Terms terms) {
    return prices.of(tenant).thenCompose(quote -> plan(terms, quote.gross(terms.price())));
  }

  private CompletionStage<String> plan(Terms terms, Money amount) {
    return calls.once(new Wanted.Plan(reference(terms, amount), terms, amount), null);
  }

  private static String reference(Terms terms, Money amount) {
    return "plan:" + terms.plan().wire() + ':' + terms.version() + ':' + amount.minor();
  }

  /** The gateway's id of a subscription; a plan that the gateway has lost is made anew for it. */
  CompletionStage<String> subscribe(EntityId id, Terms terms, Money amount) {
    return plan(terms, amount)
        .thenCompose(
            plan ->
                calls
                    .once(new Wanted.Subscription(id.key(), plan), id)
                    .exceptionallyCompose(
                        failure ->
                            GatewayException.isNotFound(failure)
                                ? calls
                                    .lost(reference(terms, amount), plan)
                                    .thenCompose(_ -> plan(terms, amount))
                                    .thenCompose(
                                        again ->
                                            calls.once(
                                                new Wanted.Subscription(id.key(), again), id))
                                : CompletableFuture.failedFuture(failure)));
  }

  /** All that run of one tenant: after what decides its prices has changed. */
  CompletionStage<Integer> agree(TenantId tenant) {
    return subscriptions
        .of(tenant)
        .thenCompose(
            rows -> {
              CompletionStage<Integer> count = CompletableFuture.completedFuture(0);
              for (var row : rows) {
                count =
                    row.status().isOver()
                        ? count
                        : count.thenCompose(n -> guarded(row.id().key(), agree(row.id()), n));
              }
              return count;
            });
  }

  /**
   * Whether the gateway has a subscription and would collect for it what its invoice will say: the
   * tenant may have become another buyer since it was made. True where there is none there yet.
   */
  CompletionStage<Boolean> isPayable(SubscriptionStore.Row row) {
    var remote = row.gatewayId();
    var terms = row.state().terms();
    if (remote == null || terms == null) {
      return done(true);
    }
    return plan(row.id().tenant(), terms)
        .thenCombine(
            gateway.subscription(remote),
            (plan, known) -> !known.isNotFound() && value(known).plan().equals(plan));
  }

  /** One subscription, both ways. Fails when the gateway cannot be asked. */
  CompletionStage<Boolean> agree(EntityId id) {
    return subscriptions
        .find(id)
        .thenCompose(
            found -> {
              var remote = found.map(SubscriptionStore.Row::gatewayId).orElse(null);
              return remote == null
                  ? done(false)
                  : gateway
                      .subscription(remote)
                      .thenCompose(
                          answer ->
                              answer.isNotFound()
                                  ? missing(found.orElseThrow(), remote)
                                  : agree(id, value(answer)));
            });
  }

  private CompletionStage<Boolean> agree(EntityId id, Remote remote) {
    return collect(remote.id())
        .thenCompose(_ -> subscriptions.find(id))
        .thenCompose(row -> decide(row.orElseThrow(), remote));
  }

  /** Nobody can pay it there: where nobody has, it is given up. */
  private CompletionStage<Boolean> missing(SubscriptionStore.Row row, String gatewayId) {
    if (row.status().isOver()) {
      return done(false);
    }
    if (row.status() != SubscriptionStatus.PENDING) {
      alarms.raise("subscription_missing", row.id().toString(), gatewayId);
      return done(false);
    }
    var giveUp = new SubscriptionCommand.CancelNow("gateway_missing", platform.clock().instant());
    return platform
        .entities()
        .ask(row.id(), "missing:" + gatewayId, "system", giveUp)
        .thenApply(_ -> true);
  }

  /** Takes over every charge that the gateway knows of; true where one was news. */
  CompletionStage<Boolean> collect(String gatewayId) {
    return gateway.charges(gatewayId).thenCompose(answer -> apply(value(answer)));
  }

  /** The same for an order. */
  CompletionStage<Boolean> order(String gatewayId) {
    return gateway.payments(gatewayId).thenCompose(answer -> apply(value(answer)));
  }

  private CompletionStage<Boolean> orderOrLost(String gatewayId) {
    return gateway
        .payments(gatewayId)
        .thenCompose(
            answer ->
                answer.isNotFound()
                    ? purchases.lost(gatewayId).thenApply(_ -> false)
                    : apply(value(answer)));
  }

  private CompletionStage<Boolean> apply(List<Told> told) {
    CompletionStage<Boolean> news = done(false);
    for (var one : told) {
      news =
          news.thenCompose(
              before ->
                  settlements
                      .apply(one.fact(), one.at())
                      .thenApply(
                          result -> before || (result instanceof Result.Settled(var now) && now)));
    }
    return news;
  }

  private CompletionStage<Boolean> decide(SubscriptionStore.Row row, Remote remote) {
    if (row.status().isOver()) {
      return remote.over() ? done(false) : told(gateway.cancel(remote.id()));
    }
    if (remote.over()) {
      return settlements
          .apply(new GatewayFact.Ended(remote.id(), remote.status()), platform.clock().instant())
          .thenApply(_ -> true);
    }
    if (row.status() == SubscriptionStatus.CANCELLED_AT_END) {
      return remote.charging().isPaused() ? done(false) : told(gateway.pause(remote.id()));
    }
    if (row.status() == SubscriptionStatus.PENDING) {
      return done(false);
    }
    return charging(row, remote)
        .thenCompose(before -> unpaid(row, remote).thenApply(now -> before || now))
        .thenCompose(before -> plan(row, remote).thenApply(now -> before || now));
  }

  /** What was paused from here is resumed; what the customer paused is theirs to resume. */
  private CompletionStage<Boolean> charging(SubscriptionStore.Row row, Remote remote) {
    return remote.charging() == Charging.PAUSED
        ? told(gateway.resume(remote.id())).thenCompose(_ -> note(row, remote.id(), Charging.ON))
        : note(row, remote.id(), remote.charging());
  }

  private CompletionStage<Boolean> note(
      SubscriptionStore.Row row, String gatewayId, Charging charging) {
    return charging == row.state().charging()
        ? done(false)
        : settlements
            .apply(
                new GatewayFact.ChargingReported(gatewayId, charging), platform.clock().instant())
            .thenApply(result -> result instanceof Result.Settled(var changed) && changed);
  }

  /** A period ended unpaid because the gateway stopped charging: handled like a failed charge. */
  private CompletionStage<Boolean> unpaid(SubscriptionStore.Row row, Remote remote) {
    var terms = row.state().terms();
    if (!isUnpaid(row) || terms == null) {
      return done(false);
    }
    if (remote.charging() == Charging.ON) {
      alarms.raise(
          "charge_missing",
          row.id().toString(),
          "The period of the subscription %s of %s is over, and nothing was collected for the next one. Look at %s in the payment provider's dashboard."
              .formatted(terms.name(), row.id().tenant(), remote.id()));
      return done(false);
    }
    var now = platform.clock().instant();
    return prices
        .of(row.id().tenant())
        .thenCompose(
            quote ->
                platform
                    .entities()
                    .ask(
                        row.id(),
                        "unpaid:" + now.getEpochSecond(),
                        "system",
                        new SubscriptionCommand.EndPeriod(quote.gross(terms.price()), now)))
        .thenApply(_ -> true);
  }

  /** Its period is over, and neither was the next one paid for nor did that fail. */
  private boolean isUnpaid(SubscriptionStore.Row row) {
    var period = row.state().period();
    return row.status() == SubscriptionStatus.ACTIVE
        && period != null
        && period.end().plus(LATE).isBefore(platform.clock().instant());
  }

  private CompletionStage<Boolean> plan(SubscriptionStore.Row row, Remote remote) {
    var next = row.state().next();
    var terms = next != null ? next : row.state().terms();
    if (terms == null || remote.status().equals("pending") || remote.charging() != Charging.ON) {
      return done(false);
    }
    return plan(row.id().tenant(), terms)
        .thenCompose(
            wanted ->
                wanted.equals(remote.plan()) && !remote.changing()
                    ? done(false)
                    : told(gateway.changePlan(remote.id(), wanted)));
  }

  /** Everything that runs, and orders of the last days. A failure of one does not stop others. */
  CompletionStage<Integer> all(Instant now) {
    return page("", 0)
        .thenCompose(repaired -> orders(now).thenApply(more -> repaired + more))
        .thenCompose(
            repaired ->
                links.forget(now.minus(KEPT).atOffset(ZoneOffset.UTC)).thenApply(_ -> repaired));
  }

  private CompletionStage<Integer> page(String after, int before) {
    return subscriptions
        .running(after, PAGE)
        .thenCompose(
            rows -> {
              CompletionStage<Integer> count = CompletableFuture.completedFuture(before);
              for (var row : rows) {
                count = count.thenCompose(n -> guarded(row.id().key(), agree(row.id()), n));
              }
              return rows.size() < PAGE
                  ? count
                  : count.thenCompose(n -> page(rows.getLast().id().key(), n));
            });
  }

  private CompletionStage<Integer> orders(Instant now) {
    return purchases
        .open(now.minus(ORDERS))
        .thenCompose(
            open -> {
              CompletionStage<Integer> count = CompletableFuture.completedFuture(0);
              for (var order : open) {
                count = count.thenCompose(n -> guarded(order, orderOrLost(order), n));
              }
              return count;
            });
  }

  private CompletionStage<Integer> guarded(String what, CompletionStage<Boolean> work, int before) {
    return work.handle(
        (repaired, failure) -> {
          if (failure != null) {
            alarms.raise("reconciliation_failed", what, failure.toString());
            return before;
          }
          return repaired ? before + 1 : before;
        });
  }

  private static CompletionStage<Boolean> told(CompletionStage<Answer<Remote>> call) {
    return call.thenApply(
        answer -> {
          value(answer);
          return true;
        });
  }

  private static <T> T value(Answer<T> answer) {
    return switch (answer) {
      case Answer.Done<T>(var value) -> value;
      case Answer.Refused<T>(var code, var detail) ->
          throw new GatewayException(PaymentError.GATEWAY_UNAVAILABLE, code + ' ' + detail);
      case Answer.Unknown<T>(var detail) ->
          throw new GatewayException(PaymentError.GATEWAY_UNAVAILABLE, detail);
    };
  }

  private static CompletionStage<Boolean> done(boolean changed) {
    return CompletableFuture.completedFuture(changed);
  }
}
