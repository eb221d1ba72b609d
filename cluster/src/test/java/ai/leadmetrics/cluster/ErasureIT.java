package ai.leadmetrics.cluster;

import static ai.leadmetrics.cluster.Tenants.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.inbox.ConversationCommand.RecordStatus;
import ai.leadmetrics.protocol.inbox.DeliveryStatus;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.TeamCommand.FoundTeam;
import ai.leadmetrics.protocol.tenancy.TenancyError;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Cancel;
import ai.leadmetrics.streams.kit.Contexts;
import ai.leadmetrics.streams.tenancy.Erasure;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.HandleCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What an erasure leaves, what comes too late for it, and who comes back just in time. On a
 * platform of its own: it moves the clock.
 */
class ErasureIT {
  private static final Duration HOLD = Duration.ofDays(30);
  private static final TestClock CLOCK = TestClock.now();
  private static TestPlatform platform;

  @BeforeAll
  static void start() {
    platform = TestPlatform.start(Map.of("leadmetrics.scheduler.poll", "200ms"), CLOCK);
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @Test
  void everyTableOfTenantsIsDeclaredKeptOrErased() {
    var declared = new HashSet<String>();
    for (var tables : Contexts.tables()) {
      for (var table : tables.kept()) {
        assertThat(declared.add(table)).as(table + " is declared twice").isTrue();
      }
      for (var table : tables.erased()) {
        assertThat(declared.add(table)).as(table + " is declared twice").isTrue();
      }
    }
    var found =
        sql(
            handle ->
                handle
                    .createQuery(
                        "select distinct regexp_replace(table_schema, '_(rebuild|former)$', '')"
                            + " || '.' || table_name from information_schema.columns"
                            + " where column_name = 'tenant'"
                            + " and table_schema not in ('pg_catalog', 'information_schema')")
                    .mapTo(String.class)
                    .set());
    assertThat(declared).containsExactlyInAnyOrderElementsOf(found);
  }

  @Test
  void whatComesForAnErasedTenantIsRefusedAlsoByWhatIsStillInMemory() {
    var tenant = withConversation();
    var conversation = entities(tenant.id(), "Conversation").getFirst();
    erase(tenant.id());

    var late = new RecordStatus("wamid.late", null, DeliveryStatus.READ, null, CLOCK.instant());
    assertRefused(ask(conversation, late));
    assertRefused(ask(EntityId.only(tenant.id(), Kind.TEAM), new FoundTeam("user_1")));

    // From a message of before the erasure nothing comes back either.
    tenant.deliver(tenant.delivery().text("wamid.late", "919812345678", "Are you there?"));
    for (var kind : List.of("Conversation", "Contact", "Lead", "AgentRun", "Team")) {
      assertThat(entities(tenant.id(), kind)).as(kind).isEmpty();
    }
    assertThat(entities(tenant.id(), "Tenant")).hasSize(1);
  }

  @Test
  void whatArrivesInAListAfterTheErasureIsSweptAway() {
    var tenant = platform.newTenant().id();
    cancel(tenant);
    CLOCK.advance(HOLD.plusSeconds(5));
    eventually(() -> assertThat(planned("tenancy.erase-again", tenant + "/1")).isPositive());
    eventually(() -> assertThat(state(tenant)).isEqualTo("erased"));
    sql(
        handle ->
            handle.execute(
                "insert into core.knowledge_version (tenant, version) values (?, 1)",
                tenant.value()));
    CLOCK.advance(Duration.ofMinutes(61));
    eventually(() -> assertThat(rows("core.knowledge_version", tenant)).isZero());
  }

  @Test
  void whoComesBackInTheLastMomentLosesNothing() {
    var tenant = withConversation().id();
    cancel(tenant);
    var operator = Tenants.operator(platform);
    // What is known of tenants falls behind for as long as somebody holds the row.
    sql(
        handle -> {
          handle.begin();
          handle
              .createQuery("select id from core.tenant where id = ? for update")
              .bind(0, tenant.value())
              .mapTo(String.class)
              .one();
          var path = "/api/v1/manage/tenants/" + tenant + "/activate";
          assertThat(operator.post(path, Map.of()).status()).isEqualTo(204);
          runErasure(tenant);
          handle.rollback();
          return true;
        });
    assertThat(rows("inbox.message", tenant)).isPositive();
    assertThat(rows("core.channel", tenant)).isPositive();
    eventually(() -> assertThat(state(tenant)).isEqualTo("active"));
  }

  private static TestTenant withConversation() {
    var tenant = platform.newTenant();
    tenant.deliver(tenant.delivery().text("wamid." + UUID.randomUUID(), "919812345678", "Hello"));
    eventually(() -> assertThat(rows("inbox.message", tenant.id())).isPositive());
    return tenant;
  }

  private static void cancel(TenantId tenant) {
    Tenants.tell(platform, tenant, new Cancel(CLOCK.instant(), CLOCK.instant()));
    eventually(() -> assertThat(planned("tenancy.erase", tenant.value())).isPositive());
  }

  private static long planned(String job, String instance) {
    return sql(
        handle ->
            handle
                .createQuery(
                    "select count(*) from core.scheduled_task"
                        + " where task_name = :job and task_instance = :instance")
                .bind("job", job)
                .bind("instance", instance)
                .mapTo(Long.class)
                .one());
  }

  private static void erase(TenantId tenant) {
    cancel(tenant);
    runErasure(tenant);
    eventually(() -> assertThat(state(tenant)).isEqualTo("erased"));
  }

  /** As the scheduler would after the hold. */
  private static void runErasure(TenantId tenant) {
    Erasure.ERASE
        .work()
        .run(platform.node().platform(), CLOCK.instant().plus(HOLD).plusSeconds(5), tenant)
        .toCompletableFuture()
        .join();
  }

  private static Reply ask(EntityId id, Object command) {
    return platform
        .node()
        .platform()
        .entities()
        .ask(id, UUID.randomUUID().toString(), "system", command)
        .toCompletableFuture()
        .join();
  }

  private static void assertRefused(Reply reply) {
    assertThat(reply)
        .isInstanceOfSatisfying(
            Reply.Refused.class,
            refused -> assertThat(refused.rejection().is(TenancyError.TENANT_ERASED)).isTrue());
  }

  private static List<EntityId> entities(TenantId tenant, String kind) {
    return sql(
        handle ->
            handle
                .createQuery(
                    "select distinct split_part(persistence_id, '|', 2) from event_journal"
                        + " where starts_with(persistence_id, :prefix)")
                .bind("prefix", kind + '|' + tenant + ':')
                .mapTo(String.class)
                .map(EntityId::parse)
                .list());
  }

  private static long rows(String table, TenantId tenant) {
    return sql(
        handle ->
            handle
                .createQuery("select count(*) from " + table + " where tenant = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(Long.class)
                .one());
  }

  private static String state(TenantId tenant) {
    return sql(
        handle ->
            handle
                .createQuery("select state from core.tenant where id = :id")
                .bind("id", tenant.value())
                .mapTo(String.class)
                .one());
  }

  private static <T> T sql(HandleCallback<T, RuntimeException> work) {
    return platform.node().platform().database().jdbi().withHandle(work);
  }
}
