package ai.leadmetrics.protocol.billing;

import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Money that a gateway collected, or tried to.
 *
 * @param id our own id, {@code pay_…}: the same for every report of this payment
 * @param gatewayId how the gateway calls it
 * @param amount with tax
 * @param method card, upi, netbanking…, where the gateway tells
 */
public record Payment(
    String id, String gateway, String gatewayId, Money amount, @Nullable String method) {
  public static Payment of(
      String gateway, String gatewayId, Money amount, @Nullable String method) {
    return new Payment(idOf(gateway, gatewayId), gateway, gatewayId, amount, method);
  }

  /** Our own id of a gateway's payment. */
  public static String idOf(String gateway, String gatewayId) {
    return Ids.derived(Kind.PAYMENT, gateway, gatewayId);
  }
}
