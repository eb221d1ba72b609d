package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.PaymentError;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.streams.connect.Gateways;
import ai.leadmetrics.streams.kit.PaymentGateway.Wanted;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Port;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Gives money back. */
@Port
public final class Refunds {
  private final PaymentStore payments;
  private final GatewayCalls calls;

  public Refunds(Platform platform) {
    this.payments = new PaymentStore(platform.database());
    this.calls = new GatewayCalls(platform.database(), platform.clock(), Gateways.open(platform));
  }

  /**
   * Asks the gateway to; the books follow when it says that it did.
   *
   * @param amount in minor units; absent for all that is left
   */
  public CompletionStage<String> refund(
      Payments.Request request, String payment, @Nullable Long amount) {
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
              var reference =
                  EntityId.derived(request.tenant(), Kind.ENTRY, request.command(), payment);
              return calls.once(
                  new Wanted.Refund(reference.local(), known.gatewayId(), money), null);
            });
  }

  private static CompletionStage<String> failed(PaymentError error) {
    return CompletableFuture.failedFuture(new GatewayException(error, ""));
  }
}
