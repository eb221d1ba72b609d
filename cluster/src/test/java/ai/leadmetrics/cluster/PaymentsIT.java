package ai.leadmetrics.cluster;

import static ai.leadmetrics.cluster.PaymentDesk.ok;
import static ai.leadmetrics.cluster.PaymentDesk.payments;
import static ai.leadmetrics.cluster.PaymentDesk.subscribe;
import static ai.leadmetrics.cluster.PaymentDesk.subscription;
import static ai.leadmetrics.cluster.PaymentDesk.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.billing.PlanId;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Money by the simulated Razorpay: what comes counts once, what is forged counts never. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaymentsIT {
  private TestPlatform platform;
  private PaymentDesk desk;

  @BeforeAll
  void start() {
    platform = TestPlatform.start(Map.of("leadmetrics.scheduler.poll", "500ms"));
    desk = new PaymentDesk(platform);
  }

  @AfterAll
  void stop() {
    platform.close();
  }

  private JsonNode active(TestClient owner, PlanId plan) {
    var checkout = subscribe(owner, plan);
    var answer = ok(desk.pay(owner, checkout));
    assertThat(answer.path("paid").asBoolean()).isTrue();
    return until(owner, checkout.path("reference").asText(), "active");
  }

  @Test
  void subscribesByCheckoutWithOrWithoutTheBrowsersWord() {
    var owner = platform.newTenant().owner();
    var checkout = subscribe(owner, PlanId.STARTER);
    assertThat(checkout.path("amount").path("minor").asLong()).isEqualTo(353_882);
    until(owner, checkout.path("reference").asText(), "pending");
    assertThat(subscribe(owner, PlanId.STARTER).path("reference"))
        .isEqualTo(checkout.path("reference"));
    desk.payOnly(checkout, true);
    var paid = until(owner, checkout.path("reference").asText(), "active");
    assertThat(paid.path("plan").asText()).isEqualTo("starter");
    await().atMost(Duration.ofSeconds(20)).until(() -> payments(owner).size() == 1);
    // A second subscription runs beside the first.
    var growth = active(owner, PlanId.GROWTH);
    assertThat(growth.path("id")).isNotEqualTo(paid.path("id"));
    assertThat(owner.post("/api/v1/billing/subscriptions", Map.of("plan", "growth")).status())
        .isEqualTo(409);
  }

  @Test
  void aCheckoutIsBelievedOnlyWhenTheGatewaySignedItForThisTenant() {
    var owner = platform.newTenant().owner();
    var other = platform.newTenant();
    var checkout = subscribe(owner, PlanId.STARTER);
    var result = desk.payOnly(checkout, true);
    var forged =
        Map.of(
            "subscription", checkout.path("subscription").asText(),
            "payment", result.path("razorpay_payment_id").asText(),
            "signature", "0".repeat(64));
    assertThat(owner.post("/api/v1/billing/checkout", forged).status()).isEqualTo(400);
    assertThat(PaymentDesk.confirm(other.owner(), result).status()).isEqualTo(400);
    assertThat(ok(PaymentDesk.confirm(owner, result)).path("paid").asBoolean()).isTrue();
  }

  @Test
  void aForgedEventChangesNothingAndIsAnAlarm() {
    var owner = platform.newTenant().owner();
    var checkout = subscribe(owner, PlanId.PRO);
    var payload =
        Map.of(
            "subscription",
            Map.of(
                "entity",
                Map.of(
                    "id", checkout.path("subscription").asText(),
                    "current_start", 1793491200,
                    "current_end", 1796083200)),
            "payment",
            Map.of("entity", Map.of("id", "pay_forged", "amount", 2359882, "currency", "INR")));
    assertThat(desk.simulate("forge", Map.of("payload", payload)).path("status").asInt())
        .isEqualTo(401);
    var operator = desk.operator();
    var alarm = PaymentDesk.alarm(operator, "webhook_refused", "razorpay");
    assertThat(alarm.path("detail").asText()).contains("signature_wrong");
    assertThat(subscription(owner, checkout.path("reference").asText()).path("status").asText())
        .isEqualTo("pending");
    assertThat(payments(owner)).isEmpty();
    ok(operator.post("/api/v1/ops/alarms/" + alarm.path("id").asText() + "/acknowledge", Map.of()));
    assertThat(platform.newTenant().owner().get("/api/v1/ops/alarms").status()).isEqualTo(403);
  }

  @Test
  void repeatedAndReorderedEventsComeToTheSame() {
    var owner = platform.newTenant().owner();
    var id = active(owner, PlanId.STARTER).path("id").asText();
    var remote = subscribeAgain(owner, id);
    desk.simulate("hold", Map.of());
    desk.simulate("charge", Map.of("subscription_id", remote));
    desk.simulate("charge", Map.of("subscription_id", remote));
    desk.simulate("release", Map.of());
    await().atMost(PaymentDesk.PATIENCE).until(() -> payments(owner).size() == 3);
    var before = subscription(owner, id);
    for (var event : desk.events()) {
      desk.simulate("resend", Map.of("id", event.path("id").asText()));
    }
    // What comes after them has been acted on: so have they.
    desk.simulate("charge", Map.of("subscription_id", remote));
    await().atMost(PaymentDesk.PATIENCE).until(() -> payments(owner).size() == 4);
    assertThat(subscription(owner, id).path("periodStart")).isEqualTo(before.path("periodEnd"));
  }

  /** The gateway's id of a subscription. */
  private static String subscribeAgain(TestClient owner, String id) {
    return ok(owner.post("/api/v1/billing/subscriptions/" + id + "/checkout", Map.of()))
        .path("subscription")
        .asText();
  }

  @Test
  void upgradesForTheDifferenceCancelsAndResumes() {
    var owner = platform.newTenant().owner();
    var id = active(owner, PlanId.STARTER).path("id").asText();
    var path = "/api/v1/billing/subscriptions/" + id;
    var preview = ok(owner.get(path + "/preview?plan=growth"));
    assertThat(preview.path("net").path("minor").asLong()).isBetween(490_000L, 500_000L);
    var change = ok(owner.post(path + "/change", Map.of("plan", "growth")));
    ok(desk.pay(owner, change.path("checkout")));
    until(owner, id, found -> found.path("plan").asText().equals("growth"));
    var later = ok(owner.post(path + "/change", Map.of("plan", "starter")));
    assertThat(later.hasNonNull("dueNow")).isFalse();
    until(owner, id, found -> found.path("next").asText().equals("starter"));
    ok(owner.post(path + "/cancel", Map.of("when", "period_end", "reason", "too dear")));
    until(owner, id, "cancelled_at_end");
    ok(owner.post(path + "/resume", Map.of()));
    until(owner, id, "active");
  }

  @Test
  void aTopUpIsCreditedOnceAndARefundShows() {
    var tenant = platform.newTenant();
    var owner = tenant.owner();
    var before = balance(owner);
    var checkout = ok(owner.post("/api/v1/billing/top-ups", Map.of("credits", 500)));
    var result = desk.payOnly(checkout, true);
    ok(PaymentDesk.confirm(owner, result));
    ok(PaymentDesk.confirm(owner, result));
    await().atMost(PaymentDesk.PATIENCE).until(() -> balance(owner) == before + 500);
    await().atMost(Duration.ofSeconds(20)).until(() -> payments(owner).size() == 1);
    var payment = payments(owner).get(0).path("id").asText();
    var refund = "/api/v1/manage/tenants/" + tenant.id() + "/payments/" + payment + "/refund";
    assertThat(owner.post(refund, Map.of()).status()).isEqualTo(403);
    ok(desk.operator().post(refund, Map.of("amount", 10_000)));
    await()
        .atMost(PaymentDesk.PATIENCE)
        .until(() -> payments(owner).get(0).path("refunded").path("minor").asLong() == 10_000);
    assertThat(platform.newTenant().owner().get("/api/v1/billing/payments").json().path("items"))
        .isEmpty();
  }

  @Test
  void withoutASecretNothingIsTakenAndThatIsAnAlarm() {
    var alone = TestPlatform.start();
    try {
      var bare = new PaymentDesk(alone, null);
      assertThat(bare.simulate("forge", Map.of("payload", Map.of())).path("status").asInt())
          .isEqualTo(401);
      var alarm = PaymentDesk.alarm(bare.operator(), "webhook_refused", "razorpay");
      assertThat(alarm.path("detail").asText()).contains("signature_unverifiable");
    } finally {
      alone.close();
    }
  }

  private static long balance(TestClient owner) {
    return ok(owner.get("/api/v1/credits")).path("balance").asLong();
  }

  @Test
  void anotherTenantsSubscriptionIsNobodys() {
    var owner = platform.newTenant().owner();
    var id = active(owner, PlanId.STARTER).path("id").asText();
    var other = platform.newTenant().owner();
    var path = "/api/v1/billing/subscriptions/" + id;
    var cancel = Map.of("when", "now", "reason", "mine");
    assertThat(other.post(path + "/cancel", cancel).status()).isEqualTo(404);
    assertThat(other.post(path + "/checkout", Map.of()).status()).isEqualTo(404);
    assertThat(other.get(path + "/preview?plan=growth").status()).isEqualTo(404);
    assertThat(other.get("/api/v1/billing/subscriptions").json().path("items")).isEmpty();
    assertThat(subscription(owner, id).path("status").asText()).isEqualTo("active");
  }
}
