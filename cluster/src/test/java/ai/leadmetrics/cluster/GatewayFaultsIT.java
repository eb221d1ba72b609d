package ai.leadmetrics.cluster;

import static ai.leadmetrics.cluster.PaymentDesk.ok;
import static ai.leadmetrics.cluster.PaymentDesk.payments;
import static ai.leadmetrics.cluster.PaymentDesk.subscribe;
import static ai.leadmetrics.cluster.PaymentDesk.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.billing.PlanId;
import ai.leadmetrics.protocol.kit.Json;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A gateway whose answers get lost after it acted. On a platform of its own: the simulated gateway
 * loses answers to all its callers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayFaultsIT {
  private TestPlatform platform;
  private PaymentDesk desk;

  @BeforeAll
  void start() {
    platform =
        TestPlatform.start(
            Map.of(
                "leadmetrics.scheduler.poll", "500ms", "leadmetrics.entities.ask-timeout", "20s"));
    desk = new PaymentDesk(platform);
  }

  @AfterAll
  void stop() {
    platform.close();
  }

  @Test
  void whatTheGatewayDidWithoutSayingSoIsFoundNotRepeated() {
    var tenant = platform.newTenant();
    var owner = tenant.owner();
    desk.simulate("lose-answer", Map.of("call", "POST subscriptions/"));
    assertThat(owner.post("/api/v1/billing/subscriptions", Map.of("plan", "starter")).status())
        .isEqualTo(503);
    var checkout = subscribe(owner, PlanId.STARTER);
    assertThat(desk.made("subscription").findValuesAsText("reference"))
        .filteredOn(made -> made.endsWith(checkout.path("reference").asText()))
        .hasSize(1);
    ok(desk.pay(owner, checkout));
    await().until(() -> payments(owner).size() == 1);
    var payment = payments(owner).get(0);
    var refund =
        "/api/v1/manage/tenants/" + tenant.id() + "/payments/" + payment.path("id").asText();
    var operator = desk.operator();
    var once = Map.of("Content-Type", "application/json", "Idempotency-Key", "refund-once");
    desk.simulate("lose-answer", Map.of("call", "POST payments/{id}/refund"));
    var body = Json.bytes(Map.of("amount", 10_000));
    assertThat(operator.post(refund + "/refund", body, once).status()).isEqualTo(503);
    ok(operator.post(refund + "/refund", body, once));
    ok(operator.post(refund + "/refund", body, once));
    await().until(() -> payments(owner).at("/0/refunded/minor").asLong() == 10_000);
    var listed = ok(operator.get("/api/v1/manage/tenants/" + tenant.id() + "/payments"));
    assertThat(listed.at("/items/0/refunded/minor").asLong()).isEqualTo(10_000);
  }

  @Test
  void whatTheGatewayHasLostIsClosedAndCanBeStartedAnew() {
    var owner = platform.newTenant().owner();
    var lost = subscribe(owner, PlanId.GROWTH);
    var id = lost.path("reference").asText();
    until(owner, id, "pending");
    var remote = lost.path("subscription").asText();
    var plan = desk.entity("subscription", remote).path("plan_id").asText();
    desk.simulate("forget", Map.of("id", remote));
    desk.simulate("forget", Map.of("id", plan));
    var path = "/api/v1/billing/subscriptions/" + id + "/checkout";
    var refused = owner.post(path, Map.of());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("checkout_outdated");
    until(owner, id, "expired");
    var again = subscribe(owner, PlanId.GROWTH);
    assertThat(again.path("reference")).isNotEqualTo(lost.path("reference"));
    ok(desk.pay(owner, again));
    until(owner, again.path("reference").asText(), "active");
  }

  @Test
  void whoSubscribesOnceMoreIsNotSentToALostCheckoutAndTheClockClosesTheRest() {
    var owner = platform.newTenant().owner();
    var lost = subscribe(owner, PlanId.PRO);
    until(owner, lost.path("reference").asText(), "pending");
    desk.simulate("forget", Map.of("id", lost.path("subscription").asText()));
    var again = subscribe(owner, PlanId.PRO);
    assertThat(again.path("reference")).isNotEqualTo(lost.path("reference"));
    var id = again.path("reference").asText();
    until(owner, id, "pending");
    var order = ok(owner.post("/api/v1/billing/top-ups", Map.of("credits", 500)));
    desk.simulate("forget", Map.of("id", again.path("subscription").asText()));
    desk.simulate("forget", Map.of("id", order.path("order").asText()));
    desk.reconcile();
    until(owner, id, "expired");
  }

  @Test
  void oneIdempotencyKeyForTwoPacksBuysBoth() {
    var owner = platform.newTenant().owner();
    var once = Map.of("Content-Type", "application/json", "Idempotency-Key", "one-key");
    var path = "/api/v1/billing/top-ups";
    var small = ok(owner.post(path, Json.bytes(Map.of("credits", 500)), once));
    var again = ok(owner.post(path, Json.bytes(Map.of("credits", 500)), once));
    var large = ok(owner.post(path, Json.bytes(Map.of("credits", 2_000)), once));
    assertThat(again.path("order")).isEqualTo(small.path("order"));
    assertThat(large.path("order")).isNotEqualTo(small.path("order"));
  }
}
