package ai.leadmetrics.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Set;

/**
 * What customers and banks do to payments after the checkout: pause a mandate, dispute a payment,
 * send a refund back, or be out of order. Events by Razorpay's webhook reference of 2025.
 */
final class RazorpayTrouble {
  private static final Duration TO_RESPOND = Duration.ofDays(7);
  private static final Set<String> DISPUTE =
      Set.of("created", "under_review", "action_required", "won", "lost", "closed");

  private final Ledger ledger;
  private final RazorpayEvents events;

  RazorpayTrouble(Ledger ledger, RazorpayEvents events) {
    this.ledger = ledger;
    this.events = events;
  }

  /** By the customer in a UPI app, unless {@code by} says otherwise. */
  ObjectNode pause(JsonNode body) {
    var subscription = subscription(body, "active");
    subscription.put("status", "paused").put("paused_at", ledger.now());
    subscription.put("pause_initiated_by", body.path("by").asText("customer"));
    events.emit("subscription.paused", ledger.now(), subscription);
    return subscription;
  }

  ObjectNode resume(JsonNode body) {
    var subscription = subscription(body, "paused");
    subscription.put("status", "active").putNull("pause_initiated_by");
    events.emit("subscription.resumed", ledger.now(), subscription);
    return subscription;
  }

  private ObjectNode subscription(JsonNode body, String status) {
    var subscription = ledger.get(body.path("subscription_id").asText(), "subscription");
    if (!subscription.path("status").asText().equals(status)) {
      throw Refusal.of(409, "It is " + subscription.path("status").asText());
    }
    return subscription;
  }

  /** A new dispute of {@code payment_id}, or the next {@code status} of it. */
  ObjectNode dispute(JsonNode body) {
    var status = body.path("status").asText("created");
    if (!DISPUTE.contains(status)) {
      throw Refusal.of(400, "status must be one of " + DISPUTE.stream().sorted().toList());
    }
    var payment = ledger.get(body.path("payment_id").asText(), "payment");
    var dispute =
        ledger.all("dispute", one -> one.path("payment_id").equals(payment.path("id"))).stream()
            .findFirst()
            .orElseGet(() -> open(payment));
    dispute.put("status", status.equals("created") ? "open" : status);
    events.emit("payment.dispute." + status, ledger.now(), payment, dispute);
    return dispute;
  }

  private ObjectNode open(ObjectNode payment) {
    var dispute = ledger.make("dispute", "disp");
    dispute.put("payment_id", payment.path("id").textValue()).put("phase", "chargeback");
    dispute.put("amount", payment.path("amount").asLong());
    dispute.put("currency", payment.path("currency").asText());
    dispute.put("reason_code", "goods_or_services_not_received_or_partially_received");
    dispute.put("respond_by", ledger.now() + TO_RESPOND.toSeconds());
    ledger.put(dispute);
    return dispute;
  }

  /** The bank sends the money of {@code refund_id} back. */
  ObjectNode failRefund(JsonNode body) {
    var refund = ledger.get(body.path("refund_id").asText(), "refund");
    var payment = ledger.get(refund.path("payment_id").asText(), "payment");
    if (refund.path("status").asText().equals("failed")) {
      throw Refusal.of(409, "It has failed");
    }
    refund.put("status", "failed");
    payment.put(
        "amount_refunded",
        payment.path("amount_refunded").asLong() - refund.path("amount").asLong());
    events.emit("refund.failed", ledger.now(), refund, payment);
    return refund;
  }

  /** Many payments by {@code method} fail; {@code resolved} ends it. */
  ObjectNode downtime(JsonNode body) {
    boolean resolved = body.path("resolved").asBoolean();
    var downtime =
        resolved
            ? ledger.get(body.path("id").asText(), "payment.downtime")
            : ledger.make("payment.downtime", "down");
    if (!resolved) {
      downtime.put("method", body.path("method").asText("upi"));
      downtime.put("severity", body.path("severity").asText("high")).put("scheduled", false);
      downtime.putObject("instrument").put("vpa_handle", "ALL");
      ledger.put(downtime);
    }
    downtime.put("status", resolved ? "resolved" : "started");
    events.emit("payment.downtime." + downtime.path("status").asText(), ledger.now(), downtime);
    return downtime;
  }
}
