package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.billing.BillingError;
import ai.leadmetrics.protocol.billing.EntryId;
import ai.leadmetrics.protocol.billing.StatementKind;
import ai.leadmetrics.protocol.kit.ErrorCode;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.billing.CreditStore;
import ai.leadmetrics.streams.billing.CreditsQueries;
import ai.leadmetrics.streams.billing.EntitlementStore;
import ai.leadmetrics.streams.kit.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Credits under callers who do not wait for each other, in the whole product. */
class CreditsIT {
  private static final Duration LASTS = Duration.ofMinutes(5);
  private static final String REPLY = "lead-responder";
  private static final int FREE = 100;

  private final Platform platform = TestPlatform.shared().node().platform();
  private final EntitlementStore entitlements = new EntitlementStore(platform);
  private final CreditStore credits = new CreditStore(platform, entitlements);
  private final CreditsQueries queries = new CreditsQueries(platform.database(), entitlements);
  private final TenantId tenant = new TenantId("c-" + UUID.randomUUID().toString().substring(0, 8));
  private final Instant now = Instant.now();

  /** The first command of a platform finds everything cold, and may take longer than it may. */
  @BeforeEach
  void warmUp() {
    eventually(() -> join(credits.refresh(tenant)));
  }

  @Test
  void ofFiveHundredAtOnceExactlyTheAffordableSucceed() {
    var entries =
        IntStream.range(0, 500).mapToObj(i -> EntryId.of(now, tenant.value(), "" + i)).toList();
    var asked = entries.stream().map(this::reserve).toList();
    var replies = asked.stream().map(CreditsIT::join).toList();
    assertThat(replies.stream().filter(Reply.Done.class::isInstance)).hasSize(FREE);
    assertThat(replies.stream().filter(reply -> is(reply, BillingError.INSUFFICIENT_CREDITS)))
        .hasSize(400);

    var ended =
        IntStream.range(0, 500)
            .filter(i -> replies.get(i) instanceof Reply.Done)
            .mapToObj(i -> credits.commit(tenant, entries.get(i), 1))
            .toList();
    assertThat(ended.stream().map(CreditsIT::join)).allMatch(Reply.Done.class::isInstance);
    eventually(
        () -> {
          var overview = join(queries.overview(tenant));
          assertThat(overview.period()).isNotNull();
          assertThat(overview.balance()).isZero();
          assertThat(overview.held()).isZero();
          assertThat(join(queries.sum(tenant))).isZero();
          var used = join(queries.statement(tenant, StatementKind.USAGE, 200, null)).items();
          assertThat(used).hasSize(FREE).allMatch(line -> line.amount() == -1);
        });
  }

  @Test
  void theSameReservationFromThreeCallersIsOne() {
    var entry = EntryId.of(now, tenant.value(), "job");
    var callers = Stream.generate(() -> new CreditStore(platform, entitlements)).limit(3).toList();
    var reserved =
        callers.stream()
            .map(caller -> caller.reserve(tenant, entry, "social-post-writer", 4, LASTS))
            .toList();
    assertThat(reserved.stream().map(CreditsIT::join)).allMatch(Reply.Done.class::isInstance);
    assertThat(join(credits.reserve(tenant, entry, "social-post-writer", 5, LASTS)))
        .matches(reply -> is(reply, BillingError.ENTRY_CONFLICT));
    var committed = callers.stream().map(caller -> caller.commit(tenant, entry, 3)).toList();
    assertThat(committed.stream().map(CreditsIT::join)).allMatch(Reply.Done.class::isInstance);
    eventually(() -> assertThat(join(queries.overview(tenant)).balance()).isEqualTo(FREE - 15));
  }

  @Test
  void aPaymentToldTwiceAddsCreditsOnce() {
    var told = List.of(1, 2, 3);
    told.stream()
        .map(_ -> credits.topUp(tenant, 500, "pay_1", now))
        .toList()
        .forEach(reply -> assertThat(join(reply)).isInstanceOf(Reply.Done.class));
    assertThat(join(credits.topUp(tenant, 501, "pay_1", now)))
        .matches(reply -> is(reply, BillingError.ENTRY_CONFLICT));
    eventually(
        () -> {
          assertThat(join(queries.overview(tenant)).kept()).isEqualTo(500);
          assertThat(join(queries.sum(tenant))).isEqualTo(FREE + 500);
        });
  }

  @Test
  void theOwnerSeesBalanceStatementAndFile() {
    var business = TestPlatform.shared().newTenant();
    var other = TestPlatform.shared().newTenant();
    var owner = business.owner();
    assertThat(owner.get("/api/v1/credits").json().path("balance").asLong()).isEqualTo(10_000);
    var entry = EntryId.of(now, "job");
    join(credits.reserve(business.id(), entry, REPLY, 2, LASTS));
    join(credits.commit(business.id(), entry, 2));
    join(credits.topUp(business.id(), 50, "=pay()", now));
    eventually(
        () -> {
          var overview = owner.get("/api/v1/credits").json();
          assertThat(overview.path("balance").asLong()).isEqualTo(10_048);
          assertThat(overview.path("plan").asText()).isEqualTo("Pro");
        });
    var first = owner.get("/api/v1/credits/statement?limit=2").json();
    assertThat(first.path("items")).hasSize(2);
    assertThat(first.at("/items/0/kind").asText()).isEqualTo("top_up");
    assertThat(first.at("/items/1/creditType").asText()).isEqualTo(REPLY);
    var rest =
        owner.get("/api/v1/credits/statement?limit=2&cursor=" + first.path("next").asText()).json();
    assertThat(rest.path("items")).hasSize(1);
    assertThat(rest.at("/items/0/kind").asText()).isEqualTo("allowance");

    var file = owner.get("/api/v1/credits/statement.csv");
    assertThat(file.text()).contains(",usage,-2,").contains("'=pay()");
    var theirs = other.owner();
    assertThat(theirs.get("/api/v1/credits").json().path("balance").asLong()).isEqualTo(10_000);
    var lines = theirs.get("/api/v1/credits/statement").json().path("items");
    assertThat(lines.findValuesAsText("kind")).doesNotContain("usage", "top_up");
    assertThat(theirs.get("/api/v1/credits/statement.csv").text()).doesNotContain("usage");
  }

  private CompletionStage<Reply> reserve(EntryId entry) {
    return credits.reserve(tenant, entry, REPLY, 1, LASTS);
  }

  private static boolean is(Reply reply, ErrorCode code) {
    return reply instanceof Reply.Refused(var rejection) && rejection.is(code);
  }

  private static void eventually(ThrowingRunnable holds) {
    await().ignoreExceptions().untilAsserted(holds);
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
