package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Adjust;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Lock;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Unlock;
import ai.leadmetrics.protocol.billing.EntryId;
import ai.leadmetrics.protocol.billing.PlanId;
import ai.leadmetrics.protocol.billing.StatementKind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.billing.CreditStore;
import ai.leadmetrics.streams.billing.CreditsQueries;
import ai.leadmetrics.streams.billing.EntitlementStore;
import ai.leadmetrics.streams.kit.Platform;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Ends of months, a leap day and expiry, with a clock that is moved. On a platform of its own: the
 * clock moves by months.
 */
class CreditPeriodsIT {
  private static final Duration LASTS = Duration.ofMinutes(10);
  private static final String REPLY = "lead-responder";
  private static final TestClock CLOCK = TestClock.at(Instant.parse("2028-01-31T10:00:00Z"));

  private static TestPlatform test;
  private static Platform platform;
  private static EntitlementStore entitlements;
  private static CreditStore credits;
  private static CreditsQueries queries;

  @BeforeAll
  static void start() {
    test = TestPlatform.start(Map.of(), CLOCK);
    platform = test.node().platform();
    entitlements = new EntitlementStore(platform);
    credits = new CreditStore(platform, entitlements);
    queries = new CreditsQueries(platform.database(), entitlements);
  }

  @AfterAll
  static void stop() {
    test.close();
  }

  @Test
  void creditsLiveThroughMonthEndsALeapDayAndDelays() {
    var tenant = new TenantId("leap");
    CLOCK.moveTo(Instant.parse("2028-01-31T10:00:00Z"));
    var start = CLOCK.instant();
    join(entitlements.give(tenant, "test", PlanId.STARTER, start));
    eventually(() -> join(credits.refresh(tenant)));
    spend(tenant, "january", 10);
    assertThat(join(credits.topUp(tenant, 50, "pay_1", start))).isInstanceOf(Reply.Done.class);

    // January 31 counts from there: the next month begins on the leap day.
    CLOCK.moveTo(Instant.parse("2028-02-29T09:59:00Z"));
    spend(tenant, "last of the month", 1);
    CLOCK.moveTo(Instant.parse("2028-02-29T10:01:00Z"));
    spend(tenant, "leap day", 4);
    eventually(
        () -> {
          var now = join(queries.overview(tenant));
          assertThat(now.period()).isNotNull();
          assertThat(now.period().end()).isBetween(day("2028-03-31"), day("2028-04-01"));
          assertThat(now.monthly()).isEqualTo(996);
          assertThat(now.kept()).isEqualTo(50);
          assertThat(join(queries.sum(tenant))).isEqualTo(now.balance());
        });
    var lapsed = join(queries.statement(tenant, StatementKind.LAPSED, 10, null)).items();
    assertThat(lapsed).singleElement().matches(line -> line.amount() == -989);

    // Nobody does anything until May: the sweep begins the period, once.
    CLOCK.moveTo(Instant.parse("2028-05-10T00:00:00Z"));
    eventually(() -> assertThat(join(queries.overview(tenant)).monthly()).isEqualTo(1_000));
    assertThat(join(queries.statement(tenant, StatementKind.ALLOWANCE, 10, null)).items())
        .hasSize(3);

    var lost = EntryId.of(CLOCK.instant(), "lost");
    join(credits.reserve(tenant, lost, REPLY, 7, LASTS));
    eventually(() -> assertThat(join(queries.overview(tenant)).held()).isEqualTo(7));
    CLOCK.advance(LASTS.plusMinutes(2));
    eventually(
        () -> {
          assertThat(join(queries.overview(tenant)).held()).isZero();
          assertThat(join(queries.overview(tenant)).balance()).isEqualTo(1_050);
        });
  }

  @Test
  void whoDropsTheOlderOfTwoPlansHasTheAllowanceOfTheOtherOnce() {
    var tenant = new TenantId("two-plans");
    var start = CLOCK.instant();
    join(entitlements.give(tenant, "older", PlanId.STARTER, start.minus(Duration.ofDays(20))));
    join(entitlements.give(tenant, "younger", PlanId.GROWTH, start.minus(Duration.ofDays(5))));
    eventually(() -> join(credits.refresh(tenant)));
    spend(tenant, "nearly all", 900);
    // Starter's 1,000 and Growth's 3,000, less what is spent.
    eventually(() -> assertThat(join(queries.overview(tenant)).monthly()).isEqualTo(3_100));
    // Cancelled at once, ten days before its end.
    join(
        platform
            .database()
            .transact(
                handle ->
                    handle
                        .createUpdate(
                            "update core.entitlement set live = false, paid_until = :until"
                                + " where tenant = :tenant and source = 'older'")
                        .bind("until", start.plus(Duration.ofDays(10)).atOffset(ZoneOffset.UTC))
                        .bind("tenant", tenant.value())
                        .execute()));
    join(credits.refresh(tenant));
    spend(tenant, "one more", 1);
    eventually(() -> assertThat(join(queries.overview(tenant)).monthly()).isEqualTo(3_099));
  }

  @Test
  void withoutCreditsOrLockedAPersonAnswers() {
    var business = test.newTenant();
    var owner = business.owner();
    eventually(() -> join(credits.refresh(business.id())));
    var take =
        new Adjust(EntryId.of(CLOCK.instant(), "take"), -10_000, "all", "op", CLOCK.instant());
    assertThat(join(credits.ask(business.id(), "op", take))).isInstanceOf(Reply.Done.class);
    write(business, "1", "919811100001");
    eventually(() -> assertThat(reason(owner, "919811100001")).isEqualTo("no_credits"));

    join(credits.topUp(business.id(), 10, "pay_2", CLOCK.instant()));
    join(credits.ask(business.id(), "system", new Lock("unpaid", CLOCK.instant())));
    eventually(() -> assertThat(join(entitlements.of(business.id())).frozen()).isTrue());
    write(business, "2", "919811100002");
    eventually(() -> assertThat(reason(owner, "919811100002")).isEqualTo("no_credits"));
    join(credits.ask(business.id(), "system", new Unlock(CLOCK.instant())));
    assertThat(owner.get("/api/v1/credits/statement?kind=usage").json().path("items")).isEmpty();

    write(business, "3", "919811100003");
    eventually(
        () ->
            assertThat(owner.get("/api/v1/credits/statement?kind=usage").json().path("items"))
                .hasSize(1));
  }

  /** Why the conversation with somebody waits for a person. */
  private static String reason(TestClient owner, String from) {
    return owner
        .get("/api/v1/conversations?limit=100")
        .json()
        .path("items")
        .valueStream()
        .filter(conversation -> conversation.path("address").asText().equals(from))
        .map(conversation -> conversation.path("attentionReason").asText())
        .findFirst()
        .orElse("");
  }

  private static void write(TestTenant business, String id, String from) {
    var sent = business.deliver(business.delivery().text("wamid." + id, from, "Is there a pool?"));
    assertThat(sent.status()).isEqualTo(200);
  }

  private static Instant day(String date) {
    return Instant.parse(date + "T00:00:00Z");
  }

  private static void spend(TenantId tenant, String what, long units) {
    var entry = EntryId.of(CLOCK.instant(), what);
    assertThat(join(credits.reserve(tenant, entry, REPLY, units, LASTS)))
        .isInstanceOf(Reply.Done.class);
    assertThat(join(credits.commit(tenant, entry, units))).isInstanceOf(Reply.Done.class);
  }

  private static void eventually(ThrowingRunnable holds) {
    await().ignoreExceptions().untilAsserted(holds);
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
