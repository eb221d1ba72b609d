package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Payment;
import ai.leadmetrics.protocol.billing.Period;
import org.jspecify.annotations.Nullable;

/**
 * What a payment gateway says happened, in our words. Subscriptions, orders and payments are named
 * as the gateway names them.
 */
public sealed interface GatewayFact {
  /** Money was collected for a period of a subscription. */
  record Charged(String subscription, Payment payment, Period period) implements GatewayFact {}

  /**
   * Money could not be collected for a subscription.
   *
   * @param gateway its name
   * @param payment absent where the gateway tells of no single attempt
   * @param due the period it was for
   */
  record ChargeFailed(
      String gateway,
      String subscription,
      @Nullable Payment payment,
      @Nullable Period due,
      String reason)
      implements GatewayFact {}

  /** The gateway will not collect for this subscription any more. */
  record Ended(String subscription, String how) implements GatewayFact {}

  record OrderPaid(String order, Payment payment) implements GatewayFact {}

  record OrderMissed(String order, Payment payment, String reason) implements GatewayFact {}

  /** Money went back. */
  record Refunded(String gateway, String payment, String refund, Money amount)
      implements GatewayFact {}

  /** Nothing that concerns us: told so that it is not taken for unreadable. */
  record Nothing(String type) implements GatewayFact {}
}
