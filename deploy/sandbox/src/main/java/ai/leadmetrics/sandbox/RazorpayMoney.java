package ai.leadmetrics.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * How money moves at Razorpay: what a payment or a charge does to the entities, and what it emits.
 */
final class RazorpayMoney {
  private final Ledger ledger;
  private final RazorpayEvents events;
  private boolean failNext;

  RazorpayMoney(Ledger ledger, RazorpayEvents events) {
    this.ledger = ledger;
    this.events = events;
  }

  synchronized void failNext(boolean fail) {
    failNext = fail;
  }

  private boolean fails() {
    boolean fail = failNext;
    failNext = false;
    return fail;
  }

  private ObjectNode payment(long amount, String currency, boolean captured) {
    var payment = ledger.make("payment", "pay");
    payment.put("amount", amount).put("currency", currency).put("method", "card");
    payment.put("status", captured ? "captured" : "failed").put("captured", captured);
    payment.put("amount_refunded", 0);
    if (captured) {
      payment.putNull("error_code").putNull("error_reason");
    } else {
      payment.put("error_code", "BAD_REQUEST_ERROR").put("error_reason", "card_declined");
    }
    ledger.put(payment);
    return payment;
  }

  /** Somebody pays an order in the checkout. */
  synchronized ObjectNode payOrder(ObjectNode order, boolean success) {
    boolean captured = success && !fails();
    var payment = payment(order.path("amount").asLong(), order.path("currency").asText(), captured);
    payment.put("order_id", order.path("id").textValue());
    payment.set("notes", order.path("notes"));
    order.put("attempts", order.path("attempts").asInt() + 1);
    if (captured) {
      order.put("status", "paid").put("amount_paid", order.path("amount").asLong());
      order.put("amount_due", 0);
      events.emit("payment.captured", ledger.now(), payment);
      events.emit("order.paid", ledger.now(), order, payment);
    } else {
      order.put("status", "attempted");
      events.emit("payment.failed", ledger.now(), payment);
    }
    return payment;
  }

  /** The next period is charged: by the clock, or because somebody pays in the checkout. */
  synchronized ObjectNode charge(ObjectNode subscription, boolean success) {
    var plan = ledger.get(subscription.path("plan_id").textValue(), "plan");
    var scheduled = subscription.path("scheduled_plan").asText("");
    if (!scheduled.isEmpty()) {
      plan = ledger.get(scheduled, "plan");
    }
    boolean captured = success && !fails();
    var item = plan.path("item");
    var payment = payment(item.path("amount").asLong(), item.path("currency").asText(), captured);
    boolean first = subscription.path("paid_count").asInt() == 0;
    if (!captured) {
      if (first) {
        events.emit("payment.failed", ledger.now(), payment);
      } else {
        subscription.put("status", "pending");
        events.emit("subscription.pending", ledger.now(), subscription, payment);
      }
      return payment;
    }
    if (!scheduled.isEmpty()) {
      subscription.put("plan_id", scheduled).put("has_scheduled_changes", false);
      subscription.remove("scheduled_plan");
    }
    advance(subscription, first);
    invoice(subscription, payment);
    if (first) {
      events.emit("subscription.authenticated", ledger.now(), subscription);
      events.emit("subscription.activated", ledger.now(), subscription);
    }
    events.emit("payment.captured", ledger.now(), payment);
    events.emit("subscription.charged", ledger.now(), subscription, payment);
    return payment;
  }

  private void advance(ObjectNode subscription, boolean first) {
    long start = first ? ledger.now() : subscription.path("current_end").asLong();
    long end = Instant.ofEpochSecond(start).atOffset(ZoneOffset.UTC).plusMonths(1).toEpochSecond();
    int paid = subscription.path("paid_count").asInt() + 1;
    subscription
        .put("status", "active")
        .put("current_start", start)
        .put("current_end", end)
        .put("charge_at", end)
        .put("paid_count", paid)
        .put("remaining_count", subscription.path("total_count").asInt() - paid);
  }

  private void invoice(ObjectNode subscription, ObjectNode payment) {
    var invoice = ledger.make("invoice", "inv");
    invoice.put("subscription_id", subscription.path("id").textValue());
    invoice.put("payment_id", payment.path("id").textValue()).put("status", "paid");
    invoice.put("amount", payment.path("amount").asLong());
    invoice.put("currency", payment.path("currency").asText()).put("paid_at", ledger.now());
    invoice.put("billing_start", subscription.path("current_start").asLong());
    invoice.put("billing_end", subscription.path("current_end").asLong());
    ledger.put(invoice);
    payment.put("invoice_id", invoice.path("id").textValue());
  }

  synchronized ObjectNode refund(ObjectNode payment, long amount, String receipt) {
    long left = payment.path("amount").asLong() - payment.path("amount_refunded").asLong();
    if (!payment.path("captured").asBoolean() || amount <= 0 || amount > left) {
      throw Refusal.razorpay(400, "The total refund amount is greater than the refund payment");
    }
    var refund = ledger.make("refund", "rfnd");
    refund.put("amount", amount).put("currency", payment.path("currency").asText());
    refund.put("payment_id", payment.path("id").textValue()).put("status", "processed");
    refund.put("receipt", receipt);
    ledger.put(refund);
    payment.put("amount_refunded", payment.path("amount_refunded").asLong() + amount);
    events.emit("refund.created", ledger.now(), refund, payment);
    events.emit("refund.processed", ledger.now(), refund, payment);
    return refund;
  }
}
