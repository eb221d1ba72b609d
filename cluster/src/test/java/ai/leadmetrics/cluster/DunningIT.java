package ai.leadmetrics.cluster;

import static ai.leadmetrics.cluster.PaymentDesk.ok;
import static ai.leadmetrics.cluster.PaymentDesk.subscribe;
import static ai.leadmetrics.cluster.PaymentDesk.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.billing.PlanId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What the clock does to who does not pay, and to who leaves. On a platform of its own, with a
 * clock that is moved by weeks.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DunningIT {
  private final TestClock clock = TestClock.now();
  private TestPlatform platform;
  private PaymentDesk desk;

  @BeforeAll
  void start() {
    platform = TestPlatform.start(Map.of("leadmetrics.scheduler.poll", "500ms"), clock);
    desk = new PaymentDesk(platform);
  }

  @AfterAll
  void stop() {
    platform.close();
  }

  /** Time passes, here and at the gateway. */
  private void after(Duration time) {
    clock.advance(time);
    desk.clock(clock.instant());
  }

  private static boolean frozen(TestClient owner) {
    return ok(owner.get("/api/v1/entitlements")).path("entitlements").path("frozen").asBoolean();
  }

  @Test
  void whoDoesNotPayIsRemindedThenFrozenAndBackOncePaid() {
    var tenant = platform.newTenant();
    var checkout = subscribe(tenant.owner(), PlanId.STARTER);
    ok(desk.pay(tenant.owner(), checkout));
    var id = checkout.path("reference").asText();
    var remote = checkout.path("subscription").asText();
    until(tenant.owner(), id, "active");
    after(Duration.ofDays(31));
    desk.simulate("charge", Map.of("subscription_id", remote, "success", false));
    var owed = until(tenant.owner(), id, "past_due");
    assertThat(owed.path("owed").path("minor").asLong()).isEqualTo(353_882);
    var since = Instant.parse(owed.path("owedSince").asText());
    for (int day : List.of(1, 3, 7)) {
      clock.moveTo(since.plus(Duration.ofDays(day)).plusSeconds(5));
      await().until(() -> reminders(tenant.owner(), id) >= day);
      assertThat(until(tenant.owner(), id, "past_due")).isNotNull();
    }
    clock.moveTo(since.plus(Duration.ofDays(14)).plusSeconds(5));
    desk.clock(clock.instant());
    until(tenant.owner(), id, "halted");
    await().until(() -> frozen(tenant.owner()));
    var again =
        ok(tenant.owner().post("/api/v1/billing/subscriptions/" + id + "/checkout", Map.of()));
    ok(desk.pay(tenant.owner(), again));
    until(tenant.owner(), id, "active");
    await().until(() -> !frozen(tenant.owner()));
  }

  /** The last day of dunning that was told. */
  private static int reminders(TestClient owner, String id) {
    var found = PaymentDesk.subscription(owner, id);
    return found == null ? 0 : found.path("dunningDay").asInt();
  }

  @Test
  void whoCancelsKeepsWhatWasPaidForThenFreezes() {
    var tenant = platform.newTenant();
    var checkout = subscribe(tenant.owner(), PlanId.STARTER);
    ok(desk.pay(tenant.owner(), checkout));
    var id = checkout.path("reference").asText();
    until(tenant.owner(), id, "active");
    var cancel = Map.of("when", "period_end", "reason", "closing down");
    ok(tenant.owner().post("/api/v1/billing/subscriptions/" + id + "/cancel", cancel));
    var ending = until(tenant.owner(), id, "cancelled_at_end");
    assertThat(frozen(tenant.owner())).isFalse();
    clock.moveTo(Instant.parse(ending.path("periodEnd").asText()).plusSeconds(5));
    until(tenant.owner(), id, "cancelled");
    await().until(() -> frozen(tenant.owner()));
  }
}
