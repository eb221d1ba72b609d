package ai.leadmetrics.cluster;

import static ai.leadmetrics.cluster.PaymentDesk.ok;
import static ai.leadmetrics.cluster.PaymentDesk.payments;
import static ai.leadmetrics.cluster.PaymentDesk.subscribe;
import static ai.leadmetrics.cluster.PaymentDesk.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.billing.PlanId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What was never reported is found by comparing the books. On a platform of its own: the gateway's
 * reports are held back, for all tenants.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReconcileIT {
  private TestPlatform platform;
  private PaymentDesk desk;

  @BeforeAll
  void start() {
    platform = TestPlatform.start(Map.of("leadmetrics.scheduler.poll", "500ms"));
    desk = new PaymentDesk(platform);
    // Nothing that happens at the gateway is reported any more.
    desk.simulate("hold", Map.of());
  }

  @AfterAll
  void stop() {
    platform.close();
  }

  @Test
  void takesOverWhatWasPaidAndWhatEndedThere() {
    var owner = platform.newTenant().owner();
    var checkout = subscribe(owner, PlanId.STARTER);
    var id = checkout.path("reference").asText();
    var remote = checkout.path("subscription").asText();
    desk.payOnly(checkout, true);
    var topUp = ok(owner.post("/api/v1/billing/top-ups", Map.of("credits", 500)));
    desk.payOnly(topUp, true);
    desk.simulate("charge", Map.of("subscription_id", remote));
    assertThat(payments(owner)).isEmpty();
    // What a run does not find in the lists yet, the next one does.
    await()
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              desk.reconcile();
              assertThat(payments(owner)).hasSize(3);
            });
    until(owner, id, "active");
    desk.simulate("cancel", Map.of("subscription_id", remote));
    desk.reconcile();
    until(owner, id, "cancelled_at_end");
    desk.reconcile();
    assertThat(payments(owner)).hasSize(3);
  }

  @Test
  void aSubscriptionThatRunsOnUnpaidIsAnAlarm() {
    var owner = platform.newTenant().owner();
    desk.clock(Instant.now().minus(Duration.ofDays(40)));
    var checkout = subscribe(owner, PlanId.STARTER);
    desk.payOnly(checkout, true);
    desk.clock(Instant.now());
    var id = checkout.path("reference").asText();
    var operator = desk.operator();
    await()
        .untilAsserted(
            () -> {
              desk.reconcile();
              assertThat(ok(operator.get("/api/v1/ops/alarms?limit=200")).path("items"))
                  .anyMatch(
                      alarm ->
                          alarm.path("code").asText().equals("charge_missing")
                              && alarm.path("subject").asText().contains(id));
            });
    assertThat(until(owner, id, "active").path("periodEnd").asText())
        .isLessThan(Instant.now().toString());
  }
}
