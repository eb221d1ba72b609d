package ai.leadmetrics.streams.billing;

import ai.leadmetrics.entities.billing.Proration;
import ai.leadmetrics.entities.kit.Reply;
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
import ai.leadmetrics.protocol.billing.Terms;
import ai.leadmetrics.protocol.billing.TopUpOffer;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.connect.Gateways;
import ai.leadmetrics.streams.kit.PaymentGateway;
import ai.leadmetrics.streams.kit.PaymentGateway.Wanted;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.ops.AlarmStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant can buy. Prices are ours alone: the browser names plans and packs, never amounts. A
 * failed stage carries a {@link GatewayException} with what to tell the caller.
 */
public final class Payments {
  private final Platform platform;
  private final PaymentGateway gateway;
  private final GatewayCalls calls;
  private final GatewayLinks links;
  private final GatewaySync sync;
  private final PlanStore plans;
  private final SubscriptionStore subscriptions;
  private final PaymentStore payments;
  private final AlarmStore alarms;

  public Payments(Platform platform) {
    this.platform = platform;
    this.gateway = Gateways.open(platform);
    this.calls = new GatewayCalls(platform.database(), platform.clock(), gateway);
    this.links = new GatewayLinks(platform.database(), platform.clock());
    this.sync = new GatewaySync(platform);
    this.plans = new PlanStore(platform.database());
    this.subscriptions = new SubscriptionStore(platform.database());
    this.payments = new PaymentStore(platform.database());
    this.alarms = new AlarmStore(platform);
  }

  /** Who asks for something, and under which id it happens once. */
  public record Request(TenantId tenant, String by, String command) {}

  /** A new subscription, to be paid; one of this plan that nobody has paid yet is taken up. */
  public CompletionStage<Checkout> subscribe(Request request, PlanId plan) {
    return subscriptions
        .of(request.tenant())
        .thenCompose(
            rows -> {
              var same = rows.stream().filter(row -> isOf(row, plan)).findFirst();
              if (same.isEmpty()) {
                return terms(plan).thenCompose(terms -> create(request, terms));
              }
              return same.get().status() == SubscriptionStatus.PENDING
                  ? checkout(same.get().id(), terms(same.get()))
                  : failed(PaymentError.SUBSCRIPTION_EXISTS);
            });
  }

  private static boolean isOf(SubscriptionStore.Row row, PlanId plan) {
    return !row.status().isOver() && terms(row).plan() == plan;
  }

  private CompletionStage<Checkout> create(Request request, Terms terms) {
    var id = EntityId.derived(request.tenant(), Kind.SUBSCRIPTION, request.command());
    return ask(request, id, new SubscriptionCommand.Create(terms, now()))
        .thenCompose(_ -> checkout(id, terms));
  }

  /** To pay for a subscription, now or again. */
  public CompletionStage<Checkout> checkout(EntityId id) {
    return row(id)
        .thenCompose(
            row ->
                row.status().isOver()
                    ? failed(PaymentError.SUBSCRIPTION_OVER)
                    : checkout(id, terms(row)));
  }

  private CompletionStage<Checkout> checkout(EntityId id, Terms terms) {
    return sync.plan(terms)
        .thenCompose(plan -> calls.once(new Wanted.Subscription(id.key(), plan), id))
        .thenCompose(
            remote ->
                platform
                    .entities()
                    .ask(
                        id,
                        "link:" + remote,
                        "system",
                        new SubscriptionCommand.Link(gateway.name(), remote))
                    .thenCompose(_ -> access())
                    .thenApply(
                        access ->
                            new Checkout(
                                id.local(),
                                access,
                                remote,
                                null,
                                Prices.gross(terms.price()),
                                terms.name() + ", monthly")));
  }

  /** What a change of plan would cost and when it would count; nothing happens. */
  public CompletionStage<PlanChange> preview(EntityId id, PlanId plan) {
    return row(id).thenCombine(terms(plan), (row, terms) -> change(row, terms, null));
  }

  private PlanChange change(SubscriptionStore.Row row, Terms wanted, @Nullable Checkout checkout) {
    var period = row.state().period();
    if (period == null || !row.status().isLive()) {
      throw new GatewayException(PaymentError.SUBSCRIPTION_UNPAID, "not paid");
    }
    var now = now();
    var net = Proration.of(terms(row).price(), wanted.price(), period, now);
    var monthly = Prices.gross(wanted.price());
    boolean dearer = wanted.price().minor() > terms(row).price().minor();
    return dearer
        ? new PlanChange(wanted.plan(), Prices.gross(net), net, now, monthly, checkout)
        : new PlanChange(wanted.plan(), null, null, period.end(), monthly, null);
  }

  /**
   * Changes to a cheaper plan with the next period; to a dearer one once the difference is paid.
   */
  public CompletionStage<PlanChange> change(Request request, EntityId id, PlanId plan) {
    return row(id)
        .thenCombine(terms(plan), (row, terms) -> new Wish(row, terms))
        .thenCompose(
            wish -> {
              var change = change(wish.row(), wish.terms(), null);
              var net = change.net();
              if (net == null) {
                return ask(
                        request, id, new SubscriptionCommand.ScheduleDowngrade(wish.terms(), now()))
                    .thenApply(_ -> change);
              }
              if (Prices.gross(net).minor() < Prices.LEAST) {
                return failed(PaymentError.PERIOD_OVER);
              }
              var upgrade =
                  new Purchase.Upgrade(
                      id,
                      terms(wish.row()),
                      wish.terms(),
                      Objects.requireNonNull(wish.row().state().period()));
              return buy(request, upgrade, net, "Change to " + wish.terms().name())
                  .thenApply(checkout -> change(wish.row(), wish.terms(), checkout));
            });
  }

  private record Wish(SubscriptionStore.Row row, Terms terms) {}

  public List<TopUpOffer> offers() {
    return platform.config().getConfigList("leadmetrics.billing.top-ups").stream()
        .map(
            pack -> {
              var price = Money.inr(pack.getLong("price"));
              return new TopUpOffer(pack.getLong("credits"), price, Prices.gross(price));
            })
        .toList();
  }

  public CompletionStage<Checkout> topUp(Request request, long credits) {
    return offers().stream()
        .filter(offer -> offer.credits() == credits)
        .findFirst()
        .map(
            offer -> buy(request, new Purchase.TopUp(credits), offer.price(), credits + " credits"))
        .orElseGet(() -> failed(PaymentError.PLAN_NOT_FOR_SALE));
  }

  private CompletionStage<Checkout> buy(
      Request request, Purchase purchase, Money net, String what) {
    var id = EntityId.derived(request.tenant(), Kind.PAYMENT, request.command());
    var amount = Prices.gross(net);
    var notes = Map.of("reference", id.key());
    return ask(request, id, new PurchaseCommand.Open(purchase, net, amount, now()))
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

  /**
   * What the browser brought back from the checkout. Its signature says that the gateway saw the
   * payment; what was paid, the gateway is asked.
   *
   * @return whether the money has come
   */
  public CompletionStage<Boolean> confirm(TenantId tenant, CheckoutResult result) {
    return gateway
        .isGenuine(result)
        .thenCompose(
            genuine -> {
              if (!genuine) {
                alarms.raise(
                    "checkout_forged",
                    tenant.value(),
                    "A checkout came back with a wrong signature.");
                return failed(PaymentError.CHECKOUT_INVALID);
              }
              var id = subject(result);
              return links
                  .entity(id)
                  .thenCompose(
                      owner ->
                          owner.isPresent() && owner.get().tenant().equals(tenant)
                              ? collect(result, id)
                              : failed(PaymentError.CHECKOUT_INVALID));
            });
  }

  private static String subject(CheckoutResult result) {
    return switch (result) {
      case CheckoutResult.Order order -> order.order();
      case CheckoutResult.Subscription subscription -> subscription.subscription();
      case CheckoutResult.Link link -> link.link();
    };
  }

  private CompletionStage<Boolean> collect(CheckoutResult result, String id) {
    var told = result instanceof CheckoutResult.Subscription ? sync.collect(id) : sync.order(id);
    return told.thenCompose(_ -> links.entity(result.payment())).thenApply(Optional::isPresent);
  }

  /**
   * Gives money back; the books follow when the gateway says that it did.
   *
   * @param amount in minor units; absent for all that is left
   */
  public CompletionStage<String> refund(Request request, String payment, @Nullable Long amount) {
    return payments
        .refundable(request.tenant(), payment)
        .thenCompose(
            found -> {
              if (found.isEmpty()) {
                return failed(PaymentError.PURCHASE_NOT_FOUND);
              }
              var known = found.get();
              long wanted = amount == null ? known.left() : amount;
              if (wanted <= 0 || wanted > known.left()) {
                return failed(PaymentError.AMOUNT_DIFFERS);
              }
              var money = new Money(wanted, known.amount().currency());
              // A receipt has 40 characters at most; the id of a command may have more.
              var reference = EntityId.derived(request.tenant(), Kind.ENTRY, request.command());
              return calls.once(
                  new Wanted.Refund(reference.local(), known.gatewayId(), money), null);
            });
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
