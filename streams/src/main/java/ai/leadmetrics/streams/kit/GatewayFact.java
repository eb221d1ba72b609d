package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.billing.Charging;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Payment;
import ai.leadmetrics.protocol.billing.PaymentDispute;
import ai.leadmetrics.protocol.billing.Period;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * What a payment gateway says happened, in our words. Subscriptions, orders and payments are named
 * as the gateway names them.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface GatewayFact {
  /** Money was collected for a period of a subscription. */
  record Charged(String subscription, Payment payment, Period period) implements GatewayFact {}

  /**
   * Money could not be collected for a subscription.
   *
   * @param gateway its name
   * @param payment absent where the gateway tells of no single attempt
   * @param due the period it was for
   * @param reason in words
   * @param last whether the gateway has given up and tries no more
   */
  record ChargeFailed(
      String gateway,
      String subscription,
      @Nullable Payment payment,
      @Nullable Period due,
      String reason,
      boolean last)
      implements GatewayFact {}

  /** Whether the gateway continues to charge for a subscription. */
  record ChargingReported(String subscription, Charging charging) implements GatewayFact {}

  /**
   * The gateway will not collect for this subscription any more.
   *
   * @param how {@code cancelled}, {@code cancelled_by_customer}, {@code completed}, {@code expired}
   */
  record Ended(String subscription, String how) implements GatewayFact {}

  record OrderPaid(String order, Payment payment) implements GatewayFact {}

  record OrderMissed(String order, Payment payment, String reason) implements GatewayFact {}

  /** Money went back. */
  @JsonTypeName("refunded")
  record Refunded(String gateway, String payment, String refund, Money amount)
      implements GatewayFact {}

  /** Money was to go back, and did not arrive. */
  @JsonTypeName("refund-failed")
  record RefundFailed(String gateway, String payment, String refund, Money amount)
      implements GatewayFact {}

  /** A customer disputes a payment with their bank. */
  @JsonTypeName("disputed")
  record Disputed(String gateway, String payment, PaymentDispute dispute) implements GatewayFact {}

  /**
   * Payments fail in numbers at a bank or network.
   *
   * @param id the same for all reports of one outage
   * @param detail what is out of order, in words
   */
  record Outage(String id, String detail) implements GatewayFact {}

  /** An outage is over. */
  @JsonTypeName("outage-over")
  record OutageOver(String id) implements GatewayFact {}

  /** Nothing that concerns us: told so that it is not taken for unreadable. */
  record Nothing(String type) implements GatewayFact {}
}
