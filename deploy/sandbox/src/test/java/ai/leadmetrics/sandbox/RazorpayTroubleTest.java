package ai.leadmetrics.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RazorpayTroubleTest {
  private final Ledger ledger = new Ledger();
  private final RazorpayEvents events =
      new RazorpayEvents(
          new SandboxConfig.WebhookRetry(1, Duration.ofMillis(1), Duration.ofMillis(1)),
          Executors.newVirtualThreadPerTaskExecutor());
  private final RazorpayTrouble trouble = new RazorpayTrouble(ledger, events);

  @AfterEach
  void close() {
    events.close();
  }

  @Test
  void aCustomerPausesAndResumes() {
    var body = Json.object().put("subscription_id", kept("subscription", "sub", "active"));
    assertThat(trouble.pause(body).path("pause_initiated_by").asText()).isEqualTo("customer");
    assertThatThrownBy(() -> trouble.pause(body)).isInstanceOf(Refusal.class);
    assertThat(trouble.resume(body).path("status").asText()).isEqualTo("active");
    assertThat(events.sent())
        .extracting(RazorpayEvents.Event::type)
        .containsExactly("subscription.paused", "subscription.resumed");
  }

  @Test
  void aDisputeOfAPaymentGoesOnAsTheSame() {
    var body = Json.object().put("payment_id", kept("payment", "pay", "captured"));
    var opened = trouble.dispute(body);
    assertThat(opened.path("respond_by").asLong()).isGreaterThan(ledger.now());
    var lost = trouble.dispute(body.put("status", "lost"));
    assertThat(lost.path("id")).isEqualTo(opened.path("id"));
    assertThatThrownBy(() -> trouble.dispute(body.put("status", "x"))).isInstanceOf(Refusal.class);
    assertThat(events.sent())
        .extracting(RazorpayEvents.Event::type)
        .containsExactly("payment.dispute.created", "payment.dispute.lost");
  }

  @Test
  void aRefundFailsOnce() {
    var payment = kept("payment", "pay", "captured");
    ledger.get(payment, "payment").put("amount_refunded", 700);
    var id = kept("refund", "rfnd", "processed");
    ledger.get(id, "refund").put("payment_id", payment).put("amount", 500);
    var body = Json.object().put("refund_id", id);

    assertThat(trouble.failRefund(body).path("status").asText()).isEqualTo("failed");
    assertThat(ledger.get(payment, "payment").path("amount_refunded").asLong()).isEqualTo(200);
    assertThatThrownBy(() -> trouble.failRefund(body)).isInstanceOf(Refusal.class);
  }

  @Test
  void anOutageBeginsAndEnds() {
    var started = trouble.downtime(Json.object());
    trouble.downtime(Json.object().put("id", started.path("id").asText()).put("resolved", true));
    assertThat(events.sent())
        .extracting(RazorpayEvents.Event::type)
        .containsExactly("payment.downtime.started", "payment.downtime.resolved");
  }

  private String kept(String entity, String prefix, String status) {
    ObjectNode made = ledger.make(entity, prefix).put("status", status);
    made.put("amount", 1_000).put("currency", "INR");
    ledger.put(made);
    return made.path("id").asText();
  }
}
