package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.CheckoutResult;
import ai.leadmetrics.protocol.billing.PaymentError;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Alarms;
import ai.leadmetrics.streams.kit.PaymentGateway;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.ops.AlarmStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What browsers bring back from the gateway's checkout. */
final class CheckoutResults {
  private final PaymentGateway gateway;
  private final GatewaySync sync;
  private final GatewayLinks links;
  private final Alarms alarms;

  CheckoutResults(Platform platform, PaymentGateway gateway, GatewaySync sync) {
    this.gateway = gateway;
    this.sync = sync;
    this.links = new GatewayLinks(platform.database(), platform.clock());
    this.alarms = new AlarmStore(platform);
  }

  /**
   * What the browser brought back from the checkout. Its signature says that the gateway saw the
   * payment; what was paid, the gateway is asked.
   *
   * @return whether the money has come
   */
  CompletionStage<Boolean> confirm(TenantId tenant, CheckoutResult result) {
    return gateway
        .isGenuine(result)
        .thenCompose(
            genuine -> {
              if (!genuine) {
                alarms.raise(
                    "checkout_forged",
                    tenant.value(),
                    "A checkout came back with a wrong signature.");
                return invalid();
              }
              var id = subject(result);
              return links
                  .entity(id)
                  .thenCompose(
                      owner ->
                          owner.isPresent() && owner.get().tenant().equals(tenant)
                              ? collect(result, id)
                              : invalid());
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

  private static CompletionStage<Boolean> invalid() {
    return CompletableFuture.failedFuture(new GatewayException(PaymentError.CHECKOUT_INVALID, ""));
  }
}
