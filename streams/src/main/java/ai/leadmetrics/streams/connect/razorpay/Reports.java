package ai.leadmetrics.streams.connect.razorpay;

import ai.leadmetrics.protocol.billing.Charging;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Payment;
import ai.leadmetrics.protocol.billing.Period;
import ai.leadmetrics.streams.kit.GatewayFact;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads Razorpay's events and entities; refuses what lacks a field by an exception naming it. */
final class Reports {
  static final String GATEWAY = "razorpay";

  private Reports() {}

  static Instant at(JsonNode root, Instant otherwise) {
    var at = root.path("created_at");
    return at.canConvertToLong() && at.isIntegralNumber()
        ? Instant.ofEpochSecond(at.longValue())
        : otherwise;
  }

  /**
   * @throws IllegalArgumentException naming what is missing
   */
  static GatewayFact read(JsonNode root, Instant at) {
    var type = text(root, "event");
    var payload = root.path("payload");
    var subscription = payload.path("subscription").path("entity");
    var payment = payload.path("payment").path("entity");
    return switch (type) {
      case "subscription.charged" ->
          new GatewayFact.Charged(text(subscription, "id"), payment(payment), period(subscription));
      case "subscription.pending", "subscription.halted" ->
          new GatewayFact.ChargeFailed(
              GATEWAY,
              text(subscription, "id"),
              payment.isObject() ? payment(payment) : null,
              due(subscription),
              FailureReasons.of(payment, type),
              type.equals("subscription.halted"));
      case "subscription.paused" ->
          new GatewayFact.ChargingReported(text(subscription, "id"), paused(subscription));
      case "subscription.resumed", "subscription.activated" ->
          new GatewayFact.ChargingReported(text(subscription, "id"), Charging.ON);
      case "subscription.cancelled" ->
          new GatewayFact.Ended(
              text(subscription, "id"),
              isByCustomer(subscription, "cancel_initiated_by")
                  ? "cancelled_by_customer"
                  : "cancelled");
      case "subscription.completed", "subscription.expired" ->
          new GatewayFact.Ended(text(subscription, "id"), type.substring("subscription.".length()));
      case "order.paid" ->
          new GatewayFact.OrderPaid(
              text(payload.path("order").path("entity"), "id"), payment(payment));
      case "payment.captured" ->
          payment.path("order_id").isTextual()
              ? new GatewayFact.OrderPaid(text(payment, "order_id"), payment(payment))
              : new GatewayFact.Nothing(type);
      case "payment.failed" ->
          payment.path("order_id").isTextual()
              ? new GatewayFact.OrderMissed(
                  text(payment, "order_id"), payment(payment), FailureReasons.of(payment, type))
              : new GatewayFact.Nothing(type);
      case "refund.processed" -> refunded(payload.path("refund").path("entity"));
      case "refund.failed" -> refundFailed(payload.path("refund").path("entity"));
      case "payment.dispute.created",
          "payment.dispute.under_review",
          "payment.dispute.action_required",
          "payment.dispute.closed",
          "payment.dispute.won",
          "payment.dispute.lost" ->
          DisputeReports.read(type, payload.path("dispute").path("entity"), at);
      case "payment.downtime.started" ->
          DisputeReports.outage(payload.path("payment.downtime").path("entity"));
      case "payment.downtime.resolved" ->
          new GatewayFact.OutageOver(text(payload.path("payment.downtime").path("entity"), "id"));
      default -> new GatewayFact.Nothing(type);
    };
  }

  static GatewayFact.Refunded refunded(JsonNode refund) {
    return new GatewayFact.Refunded(
        GATEWAY, text(refund, "payment_id"), text(refund, "id"), money(refund));
  }

  static Payment payment(JsonNode payment) {
    return Payment.of(
        GATEWAY,
        text(payment, "id"),
        money(payment),
        payment.path("method").isTextual() ? payment.path("method").textValue() : null);
  }

  static Period period(JsonNode subscription) {
    return new Period(seconds(subscription, "current_start"), seconds(subscription, "current_end"));
  }

  /** What a failed charge was for: the month after the one last paid for. */
  static @Nullable Period due(JsonNode subscription) {
    if (!subscription.path("current_end").isIntegralNumber()) {
      return null;
    }
    var start = seconds(subscription, "current_end");
    return new Period(start, start.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant());
  }

  static Charging paused(JsonNode subscription) {
    return isByCustomer(subscription, "pause_initiated_by")
        ? Charging.PAUSED_BY_CUSTOMER
        : Charging.PAUSED;
  }

  private static boolean isByCustomer(JsonNode subscription, String field) {
    return "customer".equals(subscription.path(field).asText());
  }

  private static GatewayFact.RefundFailed refundFailed(JsonNode refund) {
    return new GatewayFact.RefundFailed(
        GATEWAY, text(refund, "payment_id"), text(refund, "id"), money(refund));
  }

  static Money money(JsonNode entity) {
    var amount = entity.path("amount");
    if (!amount.isIntegralNumber() || amount.longValue() < 0) {
      throw new IllegalArgumentException("amount is missing");
    }
    return new Money(amount.longValue(), text(entity, "currency").toUpperCase(Locale.ROOT));
  }

  private static Instant seconds(JsonNode entity, String field) {
    var value = entity.path(field);
    if (!value.isIntegralNumber()) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return Instant.ofEpochSecond(value.longValue());
  }

  static String text(JsonNode entity, String field) {
    var value = entity.path(field);
    if (!value.isTextual() || value.textValue().isBlank() || value.textValue().length() > 200) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return value.textValue();
  }
}
