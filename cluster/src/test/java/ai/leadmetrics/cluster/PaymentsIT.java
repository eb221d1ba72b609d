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
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Money by the simulated Razorpay: what comes counts once, what is forged counts never. On a
 * platform of its own: it sets and removes the gateway's secrets, of which there is one set.
 */
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
    await().until(() -> payments(owner).size() == 1);
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
    until(owner, checkout.path("reference").asText(), "pending");
    assertThat(payments(owner)).isEmpty();
    ok(operator.post("/api/v1/ops/alarms/" + alarm.path("id").asText() + "/acknowledge", Map.of()));
    assertThat(platform.newTenant().owner().get("/api/v1/ops/alarms").status()).isEqualTo(403);
  }

  @Test
  void reorderedEventsComeToTheSame() {
    var owner = platform.newTenant().owner();
    var id = active(owner, PlanId.STARTER).path("id").asText();
    var remote = subscribeAgain(owner, id);
    desk.simulate("hold", Map.of());
    desk.simulate("charge", Map.of("subscription_id", remote));
    desk.simulate("charge", Map.of("subscription_id", remote));
    // The latest is told first.
    desk.simulate("release", Map.of());
    await().until(() -> payments(owner).size() == 3);
    var last = desk.entity("subscription", remote).path("current_end").asLong();
    assertThat(Instant.parse(subscription(owner, id).path("periodEnd").asText()))
        .isEqualTo(Instant.ofEpochSecond(last));
  }

  @Test
  void aReplayedEventCountsOnce() {
    var owner = platform.newTenant().owner();
    var id = active(owner, PlanId.STARTER).path("id").asText();
    var remote = subscribeAgain(owner, id);
    desk.simulate("charge", Map.of("subscription_id", remote));
    await().until(() -> payments(owner).size() == 2);
    var before = subscription(owner, id);
    for (var event : desk.events()) {
      desk.simulate("resend", Map.of("id", event.path("id").asText()));
    }
    // What comes after them has been acted on: so have they.
    desk.simulate("charge", Map.of("subscription_id", remote));
    await().until(() -> payments(owner).size() == 3);
    assertThat(subscription(owner, id).path("periodStart")).isEqualTo(before.path("periodEnd"));
  }

  /** The gateway's id of a subscription. */
  private static String subscribeAgain(TestClient owner, String id) {
    return ok(owner.post("/api/v1/billing/subscriptions/" + id + "/checkout", Map.of()))
        .path("subscription")
        .asText();
  }

  @Test
  void twoWhoSubscribeAtOnceComeToOneSubscription() {
    var owner = platform.newTenant().owner();
    var answers =
        IntStream.range(0, 4)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> subscribe(owner, PlanId.PRO)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(answers.stream().map(one -> one.path("reference").asText()).distinct()).hasSize(1);
    assertThat(answers.stream().map(one -> one.path("subscription").asText()).distinct())
        .hasSize(1);
    var reference = answers.getFirst().path("reference").asText();
    assertThat(until(owner, reference, "pending").path("plan").asText()).isEqualTo("pro");
    assertThat(ok(owner.get("/api/v1/billing/subscriptions")).path("items")).hasSize(1);
    assertThat(desk.made("subscription").findValuesAsText("reference"))
        .filteredOn(made -> made.endsWith(reference))
        .hasSize(1);
  }

  @Test
  void operatorsSetTheCredentialsUpAndNeverSeeThem() {
    var operator = desk.operator();
    var setup = "/api/v1/ops/payments";
    var next = "another webhook secret";
    ok(operator.put(setup, Map.of("keyId", "rzp_test_key", "webhookSecret", next)));
    var shown = operator.get(setup);
    assertThat(ok(shown).path("rotating").asBoolean()).isTrue();
    assertThat(shown.text()).doesNotContain(next).contains("rzp_test_key");
    ok(operator.put(setup, Map.of("keyId", "rzp_test_key", "webhookSecret", PaymentDesk.SECRET)));
    assertThat(operator.put(setup, Map.of("keyId", "", "keySecret", "short")).status())
        .isEqualTo(400);
    var tested = ok(operator.post(setup + "/test", Map.of()));
    assertThat(tested.path("accepted").asBoolean()).as(tested.toString()).isTrue();
    var owner = platform.newTenant().owner();
    assertThat(owner.put(setup, Map.of("keyId", "rzp_mine")).status()).isEqualTo(403);
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
    await().until(() -> balance(owner) == before + 500);
    await().until(() -> payments(owner).size() == 1);
    var payment = payments(owner).get(0).path("id").asText();
    var refund = "/api/v1/manage/tenants/" + tenant.id() + "/payments/" + payment + "/refund";
    assertThat(owner.post(refund, Map.of()).status()).isEqualTo(403);
    ok(desk.operator().post(refund, Map.of("amount", 10_000)));
    await().until(() -> payments(owner).get(0).path("refunded").path("minor").asLong() == 10_000);
    assertThat(platform.newTenant().owner().get("/api/v1/billing/payments").json().path("items"))
        .isEmpty();
  }

  @Test
  void whatIsRefundedIsTakenBackByCreditNotesWithoutGapsInTheirNumbers() {
    var tenant = platform.newTenant();
    var owner = tenant.owner();
    active(owner, PlanId.STARTER);
    await().until(() -> payments(owner).size() == 1);
    var payment = payments(owner).get(0).path("id").asText();
    var refund = "/api/v1/manage/tenants/" + tenant.id() + "/payments/" + payment + "/refund";
    var operator = desk.operator();
    for (int i = 0; i < 3; i++) {
      ok(operator.post(refund, Map.of("amount", 10_000)));
    }
    await().until(() -> payments(owner).at("/0/refunded/minor").asLong() == 30_000);
    ok(operator.post(refund, Map.of()));
    for (var event : desk.events()) {
      if (event.path("event").asText().equals("refund.processed")) {
        desk.simulate("resend", Map.of("id", event.path("id").asText()));
      }
    }
    var invoices = "/api/v1/billing/invoices";
    var voided =
        await()
            .until(
                () -> ok(owner.get(invoices)).at("/items/0"),
                one -> one.path("status").asText().equals("void"));
    assertThat(voided.path("open").asLong()).isZero();
    var detail = ok(owner.get(invoices + '/' + voided.path("id").asText()));
    assertThat(detail.path("credited").asLong()).isEqualTo(353_882);
    assertThat(detail.path("refunds")).hasSize(4);
    assertThat(detail.path("credits")).hasSize(4);
    for (var credit : detail.path("credits")) {
      assertThat(credit.path("number").asText()).startsWith("LC/");
    }
    assertThat(creditNumbersMissing()).isZero();
  }

  private long creditNumbersMissing() {
    return platform
        .node()
        .platform()
        .database()
        .read(
            handle ->
                handle
                    .createQuery(
                        "select max(number) - count(*) from core.invoice_number"
                            + " where series = 'LC'")
                    .mapTo(Long.class)
                    .one())
        .toCompletableFuture()
        .join();
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
