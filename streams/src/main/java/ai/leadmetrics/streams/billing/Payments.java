package ai.leadmetrics.streams.billing;

import static ai.leadmetrics.protocol.billing.PaymentError.SUBSCRIPTION_OVER;

import ai.leadmetrics.entities.billing.Proration;
import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.billing.Charging;
import ai.leadmetrics.protocol.billing.Checkout;
import ai.leadmetrics.protocol.billing.CheckoutResult;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.PaymentError;
import ai.leadmetrics.protocol.billing.PlanChange;
import ai.leadmetrics.protocol.billing.PlanId;
import ai.leadmetrics.protocol.billing.PlanVersion;
import ai.leadmetrics.protocol.billing.Purchase;
import ai.leadmetrics.protocol.billing.PurchaseCommand;
import ai.leadmetrics.protocol.billing.SubscriptionCommand;
import ai.leadmetrics.protocol.billing.SubscriptionStatus;
import ai.leadmetrics.protocol.billing.SubscriptionSummary;
import ai.leadmetrics.protocol.billing.Terms;
import ai.leadmetrics.protocol.billing.TopUpOffer;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.TenancyError;
import ai.leadmetrics.streams.connect.Gateways;
import ai.leadmetrics.streams.kit.PaymentGateway;
import ai.leadmetrics.streams.kit.PaymentGateway.Wanted;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Port;
import ai.leadmetrics.streams.tenancy.TenantStore;
import com.typesafe.config.Config;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant can buy. Prices are ours alone: the browser names plans and packs, never amounts. A
 * failed stage carries a {@link GatewayException} with what to tell the caller.
 */
@Port
public final class Payments {
  private final Platform platform;
  private final PaymentGateway gateway;
  private final GatewayCalls calls;
  private final CheckoutResults results;
  private final GatewaySync sync;
  private final PlanStore plans;
  private final SubscriptionStore subscriptions;
  private final Prices prices;
  private final TenantStore tenants;

  public Payments(Platform platform) {
    this.platform = platform;
    this.gateway = Gateways.open(platform);
    this.calls = new GatewayCalls(platform.database(), platform.clock(), gateway);
    this.sync = new GatewaySync(platform);
    this.results = new CheckoutResults(platform, gateway, sync);
    this.plans = new PlanStore(platform.database());
    this.subscriptions = new SubscriptionStore(platform.database());
    this.prices = new Prices(platform);
    this.tenants = new TenantStore(platform.database());
  }

  /** Who asks for something, and under which id it happens once. */
  public record Request(TenantId tenant, String by, String command) {}

  /** The subscriptions of a tenant as the API shows them, the latest first. */
  public CompletionStage<List<SubscriptionSummary>> subscriptions(TenantId tenant) {
    return subscriptions
        .of(tenant)
        .thenCombine(
            prices.of(tenant),
            (rows, quote) ->
                rows.stream().map(row -> SubscriptionStore.summary(row, quote)).toList());
  }

  /** A new subscription, to be paid; one of this plan that nobody has paid yet is taken up. */
  public CompletionStage<Checkout> subscribe(Request request, PlanId plan) {
    return open(request.tenant())
        .thenCompose(subscriptions::of)
        .thenCompose(
            rows -> {
              var ofPlan = rows.stream().filter(row -> terms(row).plan() == plan).toList();
              long over = ofPlan.stream().filter(Payments::isOver).count();
              var same = ofPlan.stream().filter(row -> !isOver(row)).findFirst();
              if (same.isEmpty()) {
                return terms(plan).thenCompose(terms -> create(request, terms, over));
              }
              var row = same.get();
              return row.status() == SubscriptionStatus.PENDING
                  ? sync.isPayable(row)
                      .thenCompose(
                          right ->
                              right
                                  ? checkout(row.id(), terms(row))
                                  : giveUp(request, row)
                                      .thenCompose(_ -> terms(plan))
                                      .thenCompose(terms -> create(request, terms, over + 1)))
                  : failed(PaymentError.SUBSCRIPTION_EXISTS);
            });
  }

  /** What was cancelled with the bank runs until it ends, and another can follow it already. */
  private static boolean isOver(SubscriptionStore.Row row) {
    return row.status().isOver()
        || (row.status() != SubscriptionStatus.PENDING && row.state().charging() == Charging.ENDED);
  }

  /**
   * The tenant's subscription to a plan after so many that are over. Its id follows from that, so
   * two who subscribe at once come to the same one.
   */
  private CompletionStage<Checkout> create(Request request, Terms terms, long over) {
    var id =
        EntityId.derived(
            request.tenant(),
            Kind.SUBSCRIPTION,
            request.tenant().value(),
            terms.plan().wire(),
            Long.toString(over));
    return platform
        .entities()
        .ask(id, request.command(), request.by(), new SubscriptionCommand.Create(terms, now()))
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Done _ -> checkout(id, terms);
                  case Reply.Refused(var rejection)
                      when rejection.code().equals(SUBSCRIPTION_OVER.code()) ->
                      create(request, terms, over + 1);
                  case Reply.Refused(var rejection) ->
                      CompletableFuture.failedFuture(new GatewayException(rejection));
                });
  }

  /** Nobody has paid for it, and nobody can, or at this price nobody is to. */
  private CompletionStage<Boolean> giveUp(Request request, SubscriptionStore.Row row) {
    return ask(request, row.id(), new SubscriptionCommand.CancelNow("outdated", now()));
  }

  /** To pay for a subscription, now or again. */
  public CompletionStage<Checkout> checkout(Request request, EntityId id) {
    return row(id)
        .thenCompose(
            row ->
                switch (row.status()) {
                  case CANCELLED, EXPIRED -> failed(SUBSCRIPTION_OVER);
                  case PENDING ->
                      sync.isPayable(row)
                          .thenCompose(
                              right ->
                                  right
                                      ? checkout(id, terms(row))
                                      : giveUp(request, row)
                                          .thenCompose(
                                              _ -> failed(PaymentError.CHECKOUT_OUTDATED)));
                  case ACTIVE, PAST_DUE, HALTED, CANCELLED_AT_END -> checkout(id, terms(row));
                });
  }

  private CompletionStage<Checkout> checkout(EntityId id, Terms terms) {
    return prices
        .of(id.tenant())
        .thenCompose(
            quote -> {
              var amount = quote.gross(terms.price());
              return sync.subscribe(id, terms, amount)
                  .thenCompose(remote -> checkout(id, terms, remote, amount));
            });
  }

  private CompletionStage<Checkout> checkout(
      EntityId id, Terms terms, String remote, Money amount) {
    var link = new SubscriptionCommand.Link(gateway.name(), remote);
    return platform
        .entities()
        .ask(id, "link:" + remote, "system", link)
        .thenCompose(_ -> access())
        .thenApply(
            access ->
                new Checkout(id.local(), access, remote, null, amount, terms.name() + ", monthly"));
  }

  /** What a change of plan would cost and when it would count; nothing happens. */
  public CompletionStage<PlanChange> preview(EntityId id, PlanId plan) {
    return wish(id, plan).thenApply(wish -> change(wish, null));
  }

  private record Wish(SubscriptionStore.Row row, Terms terms, Prices.Quote quote) {}

  private record Offer(Terms terms, Prices.Quote quote) {}

  private CompletionStage<Wish> wish(EntityId id, PlanId plan) {
    return row(id)
        .thenCombine(
            terms(plan).thenCombine(prices.of(id.tenant()), Offer::new),
            (row, offer) -> new Wish(row, offer.terms(), offer.quote()));
  }

  private PlanChange change(Wish wish, @Nullable Checkout checkout) {
    var period = wish.row().state().period();
    if (period == null || !wish.row().status().isLive()) {
      throw new GatewayException(PaymentError.SUBSCRIPTION_UNPAID, "not paid");
    }
    var now = now();
    var before = terms(wish.row()).price();
    var wanted = wish.terms();
    var net = Proration.of(before, wanted.price(), period, now);
    var monthly = wish.quote().gross(wanted.price());
    return wanted.price().minor() > before.minor()
        ? new PlanChange(wanted.plan(), wish.quote().gross(net), net, now, monthly, checkout)
        : new PlanChange(wanted.plan(), null, null, period.end(), monthly, null);
  }

  /**
   * Changes to a cheaper plan with the next period; to a dearer one once the difference is paid.
   */
  public CompletionStage<PlanChange> change(Request request, EntityId id, PlanId plan) {
    return wish(id, plan)
        .thenCompose(
            wish -> {
              var change = change(wish, null);
              var net = change.net();
              if (net == null) {
                return ask(
                        request, id, new SubscriptionCommand.ScheduleDowngrade(wish.terms(), now()))
                    .thenApply(_ -> change);
              }
              if (wish.quote().gross(net).minor() < Prices.LEAST) {
                return failed(PaymentError.PERIOD_OVER);
              }
              var upgrade =
                  new Purchase.Upgrade(
                      id,
                      terms(wish.row()),
                      wish.terms(),
                      Objects.requireNonNull(wish.row().state().period()));
              return buy(request, upgrade, net, "Change to " + wish.terms().name())
                  .thenApply(checkout -> change(wish, checkout));
            });
  }

  /** Credits for sale, at what the tenant pays for them. */
  public CompletionStage<List<TopUpOffer>> offers(TenantId tenant) {
    return prices
        .of(tenant)
        .thenApply(
            quote ->
                platform.config().getConfigList("leadmetrics.billing.top-ups").stream()
                    .map(pack -> offer(quote, pack))
                    .toList());
  }

  private static TopUpOffer offer(Prices.Quote quote, Config pack) {
    var price = Money.inr(pack.getLong("price"));
    return new TopUpOffer(pack.getLong("credits"), price, quote.gross(price));
  }

  public CompletionStage<Checkout> topUp(Request request, long credits) {
    return offers(request.tenant())
        .thenCompose(
            offers ->
                offers.stream()
                    .filter(offer -> offer.credits() == credits)
                    .findFirst()
                    .map(
                        offer ->
                            buy(
                                request,
                                new Purchase.TopUp(credits),
                                offer.price(),
                                credits + " credits"))
                    .orElseGet(() -> failed(PaymentError.PLAN_NOT_FOR_SALE)));
  }

  private CompletionStage<Checkout> buy(
      Request request, Purchase purchase, Money net, String what) {
    return open(request.tenant())
        .thenCompose(prices::of)
        .thenCompose(quote -> buy(request, purchase, net, quote, what));
  }

  private CompletionStage<Checkout> buy(
      Request request, Purchase purchase, Money net, Prices.Quote quote, String what) {
    var amount = quote.gross(net);
    var open = new PurchaseCommand.Open(purchase, net, amount, quote.sale(), now());
    // Whoever uses an idempotency key for something else as well wants that, not the first again.
    var id =
        EntityId.derived(request.tenant(), Kind.PAYMENT, request.command(), Json.text(purchase));
    var notes = Map.of("reference", id.key());
    return ask(request, id, open)
        .thenCompose(_ -> calls.once(new Wanted.Order(id.local(), amount, notes), id))
        .thenCompose(
            order ->
                platform
                    .entities()
                    .ask(
                        id,
                        "link:" + order,
                        "system",
                        new PurchaseCommand.LinkOrder(gateway.name(), order))
                    .thenCompose(_ -> access())
                    .thenApply(
                        access -> new Checkout(id.local(), access, null, order, amount, what)));
  }

  /** Who has closed the account buys nothing: it would be paid for, and erased. */
  private CompletionStage<TenantId> open(TenantId tenant) {
    return tenants
        .facts(tenant)
        .thenApply(
            facts -> {
              if (facts.filter(known -> ClosedAccounts.isOver(known.state())).isPresent()) {
                throw new GatewayException(Rejection.of(TenancyError.TENANT_CANCELLED));
              }
              return tenant;
            });
  }

  /**
   * What the browser brought back from the checkout.
   *
   * @return whether the money has come
   */
  public CompletionStage<Boolean> confirm(TenantId tenant, CheckoutResult result) {
    return results.confirm(tenant, result);
  }

  private CompletionStage<Checkout.Access> access() {
    return gateway
        .access()
        .thenApply(
            access ->
                access.orElseThrow(
                    () -> new GatewayException(PaymentError.PAYMENTS_OFF, "no account")));
  }

  private CompletionStage<Terms> terms(PlanId plan) {
    return plans
        .current()
        .thenApply(
            all ->
                all.stream()
                    .filter(version -> version.plan() == plan && !version.price().isZero())
                    .findFirst()
                    .map(Payments::terms)
                    .orElseThrow(
                        () -> new GatewayException(PaymentError.PLAN_NOT_FOR_SALE, plan.wire())));
  }

  private static Terms terms(PlanVersion version) {
    return new Terms(version.plan(), version.version(), version.name(), version.price());
  }

  private static Terms terms(SubscriptionStore.Row row) {
    return Objects.requireNonNull(row.state().terms());
  }

  private CompletionStage<SubscriptionStore.Row> row(EntityId id) {
    return subscriptions
        .find(id)
        .thenApply(
            row ->
                row.orElseThrow(
                    () ->
                        new GatewayException(PaymentError.SUBSCRIPTION_NOT_FOUND, id.toString())));
  }

  private CompletionStage<Boolean> ask(Request request, EntityId id, Object command) {
    return platform
        .entities()
        .ask(id, request.command(), request.by(), command)
        .thenApply(
            reply ->
                switch (reply) {
                  case Reply.Done(_, var changed) -> changed;
                  case Reply.Refused(var rejection) -> throw new GatewayException(rejection);
                });
  }

  private Instant now() {
    return platform.clock().instant();
  }

  private static <T> CompletionStage<T> failed(PaymentError error) {
    return CompletableFuture.failedFuture(new GatewayException(error, ""));
  }
}
