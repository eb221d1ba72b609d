package ai.leadmetrics.cluster;

import static ai.leadmetrics.cluster.PaymentDesk.ok;
import static ai.leadmetrics.cluster.PaymentDesk.subscribe;
import static ai.leadmetrics.cluster.PaymentDesk.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.billing.EntryId;
import ai.leadmetrics.protocol.billing.PlanId;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.billing.CreditStore;
import ai.leadmetrics.streams.billing.EntitlementStore;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * From the end of January over a leap day to the end of a tenant, with a clock that is moved. On a
 * platform of its own: the clock moves by months.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeavingIT {
  private final TestClock clock = TestClock.at(Instant.parse("2028-01-31T10:00:00Z"));
  private TestPlatform platform;
  private PaymentDesk desk;

  @BeforeAll
  void start() {
    platform =
        TestPlatform.start(
            Map.of(
                "leadmetrics.scheduler.poll", "500ms", "leadmetrics.entities.ask-timeout", "20s"),
            clock);
    desk = new PaymentDesk(platform);
  }

  @AfterAll
  void stop() {
    platform.close();
  }

  private void moveTo(Instant instant) {
    clock.moveTo(instant);
    desk.clock(instant);
  }

  private static Instant at(JsonNode node, String field) {
    return Instant.parse(node.path(field).asText());
  }

  private boolean mayReserve(TenantId tenant) {
    var node = platform.node().platform();
    var entry = EntryId.of(clock.instant(), tenant.value(), "" + System.nanoTime());
    return new CreditStore(node, new EntitlementStore(node))
            .reserve(tenant, entry, "lead-responder", 1, Duration.ofMinutes(1))
            .toCompletableFuture()
            .join()
        instanceof Reply.Done;
  }

  private String state(TenantId tenant) {
    return platform
        .node()
        .platform()
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select state from core.tenant where id = :id")
                    .bind("id", tenant.value())
                    .mapTo(String.class)
                    .one());
  }

  @Test
  void whoCancelsIsFrozenAtThePeriodsEndKeepsTheExportAndIsErasedInTheEnd() {
    desk.clock(clock.instant());
    var tenant = platform.newTenant();
    var checkout = subscribe(tenant.owner(), PlanId.STARTER);
    ok(desk.pay(tenant.owner(), checkout));
    var id = checkout.path("reference").asText();
    var first = until(tenant.owner(), id, "active");
    assertThat(first.path("periodEnd").asText()).startsWith("2028-02-29");

    // Renewed on the leap day, for a month that begins on it.
    moveTo(at(first, "periodEnd").plusSeconds(5));
    desk.simulate("charge", Map.of("subscription_id", checkout.path("subscription").asText()));
    var second =
        until(
            tenant.owner(),
            id,
            found -> found.path("periodStart").asText().equals(first.path("periodEnd").asText()));
    assertThat(second.path("periodEnd").asText()).startsWith("2028-03-29");
    await()
        .until(
            () -> ok(tenant.owner().get("/api/v1/billing/invoices")).path("items"),
            invoices -> invoices.size() == 2);
    await().until(() -> mayReserve(tenant.id()));

    var cancel = Map.of("when", "period_end", "reason", "closing down");
    ok(tenant.owner().post("/api/v1/billing/subscriptions/" + id + "/cancel", cancel));
    until(tenant.owner(), id, "cancelled_at_end");
    assertThat(mayReserve(tenant.id())).isTrue();

    moveTo(at(second, "periodEnd").plusSeconds(5));
    until(tenant.owner(), id, "cancelled");
    await().until(() -> state(tenant.id()).equals("frozen"));
    await().until(() -> !mayReserve(tenant.id()));
    assertThat(tenant.owner().get("/api/v1/account/export").status()).isEqualTo(200);

    // A month later it is closed and its erasure planned; the data is still there to be taken.
    moveTo(clock.instant().plus(Duration.ofDays(30)).plusSeconds(5));
    await().until(() -> state(tenant.id()).equals("cancelled"));
    var account =
        await()
            .until(
                () -> ok(tenant.owner().get("/api/v1/account")), one -> one.hasNonNull("eraseAt"));
    assertThat(Duration.between(clock.instant(), at(account, "eraseAt")))
        .isBetween(Duration.ofDays(29), Duration.ofDays(31));
    assertThat(tenant.owner().get("/api/v1/account/export").status()).isEqualTo(200);

    moveTo(at(account, "eraseAt").minus(Duration.ofHours(1)));
    assertThat(state(tenant.id())).isEqualTo("cancelled");
    moveTo(at(account, "eraseAt").plusSeconds(5));
    await().until(() -> state(tenant.id()).equals("erased"));
  }

  @Test
  void whoClosesTheAccountIsChargedNoMoreAndBuysNothing() {
    moveTo(clock.instant());
    var tenant = platform.newTenant();
    var owner = tenant.owner();
    var checkout = subscribe(owner, PlanId.STARTER);
    ok(desk.pay(owner, checkout));
    var id = checkout.path("reference").asText();
    until(owner, id, "active");
    ok(owner.post("/api/v1/account/close", Map.of("confirm", tenant.id().value())));
    until(owner, id, "cancelled");
    await()
        .until(
            () ->
                desk.entity("subscription", checkout.path("subscription").asText())
                    .path("status")
                    .asText()
                    .equals("cancelled"));
    await().until(() -> state(tenant.id()).equals("cancelled"));
    for (var asked :
        List.of(
            owner.post("/api/v1/billing/top-ups", Map.of("credits", 500)),
            owner.post("/api/v1/billing/subscriptions", Map.of("plan", "starter")))) {
      assertThat(asked.status()).as(asked.text()).isEqualTo(403);
    }
  }
}
