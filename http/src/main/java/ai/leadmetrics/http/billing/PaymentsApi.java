package ai.leadmetrics.http.billing;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Commands;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Query;
import ai.leadmetrics.protocol.billing.Checkout;
import ai.leadmetrics.protocol.billing.CheckoutResult;
import ai.leadmetrics.protocol.billing.PaymentRow;
import ai.leadmetrics.protocol.billing.PlanChange;
import ai.leadmetrics.protocol.billing.PlanId;
import ai.leadmetrics.protocol.billing.SubscriptionCommand;
import ai.leadmetrics.protocol.billing.SubscriptionSummary;
import ai.leadmetrics.protocol.billing.TopUpOffer;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.streams.billing.GatewayException;
import ai.leadmetrics.streams.billing.PaymentStore;
import ai.leadmetrics.streams.billing.Payments;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Subscribing, changing, cancelling and paying: open even to tenants that are frozen. */
public final class PaymentsApi {
  private static final String SUBSCRIPTIONS = "/api/v1/billing/subscriptions";
  private static final String ONE = SUBSCRIPTIONS + "/{id}";

  private final Payments payments;
  private final PaymentStore history;
  private final Commands commands;
  private final Clock clock;

  public PaymentsApi(Payments payments, PaymentStore history, Commands commands, Clock clock) {
    this.payments = payments;
    this.history = history;
    this.commands = commands;
    this.clock = clock;
  }

  record PlanRequest(PlanId plan) {}

  record Subscribe(@Body PlanRequest body) {}

  record OneSubscription(@Path String id) {}

  record PreviewChange(@Path String id, @Query PlanId plan) {}

  record ChangePlan(@Path String id, @Body PlanRequest body) {}

  /** When a cancellation counts. */
  enum When {
    NOW,
    PERIOD_END
  }

  record CancelRequest(When when, @NotBlank @Size(max = 200) String reason) {}

  record Cancel(@Path String id, @Body CancelRequest body) {}

  /**
   * What the checkout handed to the browser.
   *
   * @param order the gateway's id, where a single payment was made
   * @param subscription the gateway's id, where a subscription was paid
   */
  record ConfirmRequest(
      @Nullable @Size(max = 100) String order,
      @Nullable @Size(max = 100) String subscription,
      @NotBlank @Size(max = 100) String payment,
      @NotBlank @Size(max = 200) String signature) {
    @Override
    public String toString() {
      return "checkout of " + payment;
    }
  }

  record Confirm(@Body ConfirmRequest body) {}

  /**
   * @param paid false while the gateway still works on it: it will tell
   */
  record Confirmation(boolean paid) {}

  record TopUpRequest(@Min(1) @Max(1_000_000) long credits) {}

  record BuyTopUp(@Body TopUpRequest body) {}

  record ListPayments(
      @Query(otherwise = "50") @Min(1) @Max(200) int limit, @Query @Nullable String cursor) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(SUBSCRIPTIONS, "listSubscriptions", "Subscriptions, the latest first")
            .tenant(Permission.BILLING_READ)
            .always()
            .pages(
                SubscriptionSummary.class,
                (caller, _) ->
                    payments
                        .subscriptions(caller.tenant())
                        .thenApply(all -> new Page<>(all, null))),
        Endpoint.post(SUBSCRIPTIONS, "subscribe", "Subscribe to a plan; the answer is to be paid")
            .tenant(Permission.BILLING_MANAGE)
            .always()
            .takes(Subscribe.class)
            .creates(
                Checkout.class,
                (caller, request) ->
                    told(payments.subscribe(asked(caller), request.body().plan()))),
        Endpoint.get(ONE + "/preview", "previewPlanChange", "What another plan would cost")
            .tenant(Permission.BILLING_READ)
            .always()
            .takes(PreviewChange.class)
            .answers(
                PlanChange.class,
                (caller, request) ->
                    told(
                        payments.preview(
                            caller.entity(Kind.SUBSCRIPTION, request.id()), request.plan()))),
        Endpoint.post(ONE + "/change", "changePlan", "Change the plan")
            .tenant(Permission.BILLING_MANAGE)
            .always()
            .takes(ChangePlan.class)
            .answers(
                PlanChange.class,
                (caller, request) ->
                    told(
                        payments.change(
                            asked(caller),
                            caller.entity(Kind.SUBSCRIPTION, request.id()),
                            request.body().plan()))),
        Endpoint.post(ONE + "/keep", "keepPlan", "Take a planned change of plan back")
            .tenant(Permission.BILLING_MANAGE)
            .always()
            .takes(OneSubscription.class)
            .does(
                (caller, request) ->
                    send(
                        caller,
                        request.id(),
                        new SubscriptionCommand.WithdrawDowngrade(clock.instant()))),
        Endpoint.post(ONE + "/cancel", "cancelSubscription", "Cancel, now or at the period's end")
            .tenant(Permission.BILLING_MANAGE)
            .always()
            .takes(Cancel.class)
            .does(
                (caller, request) ->
                    send(
                        caller,
                        request.id(),
                        switch (request.body().when()) {
                          case NOW ->
                              new SubscriptionCommand.CancelNow(
                                  request.body().reason(), clock.instant());
                          case PERIOD_END ->
                              new SubscriptionCommand.CancelAtEnd(
                                  request.body().reason(), clock.instant());
                        })),
        Endpoint.post(ONE + "/resume", "resumeSubscription", "Take a cancellation back")
            .tenant(Permission.BILLING_MANAGE)
            .always()
            .takes(OneSubscription.class)
            .does(
                (caller, request) ->
                    send(caller, request.id(), new SubscriptionCommand.Resume(clock.instant()))),
        Endpoint.post(ONE + "/checkout", "paySubscription", "Pay for it, now or again")
            .tenant(Permission.BILLING_MANAGE)
            .always()
            .takes(OneSubscription.class)
            .answers(
                Checkout.class,
                (caller, request) ->
                    told(
                        payments.checkout(
                            asked(caller), caller.entity(Kind.SUBSCRIPTION, request.id())))),
        Endpoint.post("/api/v1/billing/checkout", "confirmCheckout", "Hand in a checkout's result")
            .tenant(Permission.BILLING_MANAGE)
            .always()
            .takes(Confirm.class)
            .answers(
                Confirmation.class,
                (caller, request) ->
                    told(payments.confirm(caller.tenant(), result(request.body())))
                        .thenApply(Confirmation::new)),
        Endpoint.get("/api/v1/billing/payments", "listPayments", "Payments, the latest first")
            .tenant(Permission.BILLING_READ)
            .always()
            .takes(ListPayments.class)
            .pages(
                PaymentRow.class,
                (caller, request) ->
                    history.list(caller.tenant(), request.limit(), request.cursor())),
        Endpoint.get("/api/v1/billing/top-ups", "listTopUps", "Credits for sale")
            .tenant(Permission.BILLING_READ)
            .always()
            .pages(
                TopUpOffer.class,
                (caller, _) ->
                    payments.offers(caller.tenant()).thenApply(all -> new Page<>(all, null))),
        Endpoint.post(
                "/api/v1/billing/top-ups", "buyTopUp", "Buy credits; the answer is to be paid")
            .tenant(Permission.BILLING_MANAGE)
            .always()
            .takes(BuyTopUp.class)
            .creates(
                Checkout.class,
                (caller, request) ->
                    told(payments.topUp(asked(caller), request.body().credits()))));
  }

  private CompletionStage<?> send(Caller.OfTenant caller, String id, SubscriptionCommand command) {
    return commands.send(caller, caller.entity(Kind.SUBSCRIPTION, id), command);
  }

  private static Payments.Request asked(Caller.OfTenant caller) {
    return new Payments.Request(caller.tenant(), caller.user(), caller.command());
  }

  private static CheckoutResult result(ConfirmRequest body) {
    if (body.order() != null && body.subscription() == null) {
      return new CheckoutResult.Order(body.order(), body.payment(), body.signature());
    }
    if (body.subscription() != null && body.order() == null) {
      return new CheckoutResult.Subscription(body.subscription(), body.payment(), body.signature());
    }
    throw ProblemException.invalid("order", "invalid", "give either order or subscription");
  }

  /** What the gateway could not be made to do becomes an answer. */
  static <T> CompletionStage<T> told(CompletionStage<T> stage) {
    return stage
        .handle(
            (value, failure) -> {
              var cause =
                  failure instanceof CompletionException wrapped && wrapped.getCause() != null
                      ? wrapped.getCause()
                      : failure;
              if (cause instanceof GatewayException refused) {
                throw new ProblemException(refused.rejection());
              }
              return failure == null
                  ? CompletableFuture.completedFuture(value)
                  : CompletableFuture.<T>failedFuture(failure);
            })
        .thenCompose(done -> done);
  }
}
