package ai.leadmetrics.cluster;

import static ai.leadmetrics.cluster.Tenants.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.inbox.ConversationEvent.Escalated;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.protocol.inbox.ConversationEvent.ReplyQueued;
import ai.leadmetrics.protocol.inbox.EscalationReason;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Freeze;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Restore;
import ai.leadmetrics.streams.kit.Database;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Frozen, paused, closed, taken back, erased: what a tenant can and cannot do in each. On a
 * platform of its own: it moves the clock.
 */
@Isolated
class TenantLifeCycleIT {
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
  void aFrozenTenantReadsButWritesNothingAndItsCustomersGetAPerson() {
    var tenant = platform.newTenant();
    var owner = tenant.owner();
    var competitors = Map.of("competitors", List.of(Map.of("name", "Sea Inn")));
    eventually(
        () ->
            assertThat(owner.put("/api/v1/settings/competitors", competitors).status())
                .isEqualTo(200));

    Tenants.tell(platform, tenant.id(), new Freeze("unpaid since March", CLOCK.instant()));
    eventually(
        () -> {
          var refused = owner.put("/api/v1/settings/competitors", competitors);
          assertThat(refused.status()).as(refused.toString()).isEqualTo(402);
          assertThat(refused.json().path("code").asText()).isEqualTo("tenant_frozen");
        });
    assertThat(owner.get("/api/v1/settings").status()).isEqualTo(200);
    assertThat(owner.get("/api/v1/conversations").status()).isEqualTo(200);
    var account = owner.get("/api/v1/account").json();
    assertThat(account.path("state").asText()).isEqualTo("frozen");
    assertThat(account.path("reason").asText()).isEqualTo("unpaid since March");

    // What customers write still arrives; nobody but a person answers it.
    var delivery = tenant.delivery().text("wamid.frozen", "919812345678", "Is there a pool?");
    assertThat(tenant.deliver(delivery).status()).isEqualTo(200);
    eventually(
        () ->
            assertThat(Tenants.events(platform, tenant.id()))
                .contains(new Escalated(EscalationReason.TENANT_FROZEN))
                .hasAtLeastOneElementOfType(MessageReceived.class)
                .doesNotHaveAnyElementsOfTypes(ReplyQueued.class));

    Tenants.tell(platform, tenant.id(), new Restore(CLOCK.instant()));
    eventually(
        () ->
            assertThat(owner.put("/api/v1/settings/competitors", competitors).status())
                .isEqualTo(200));
  }

  @Test
  void anOperatorPausesATenantForAReasonAndLetsItGoOn() {
    var tenant = platform.newTenant();
    var neighbour = platform.newTenant().owner();
    var operator = Tenants.operator(platform);
    var path = "/api/v1/manage/tenants/" + tenant.id();
    var owner = tenant.owner();
    assertThat(operator.post(path + "/pause", Map.of("reason", " ")).status()).isEqualTo(400);
    assertThat(operator.post(path + "/pause", Map.of("reason", "abuse")).status()).isEqualTo(204);
    eventually(
        () -> {
          var refused = owner.get("/api/v1/conversations");
          assertThat(refused.status()).isEqualTo(403);
          assertThat(refused.json().path("code").asText()).isEqualTo("tenant_paused");
        });
    assertThat(owner.get("/api/v1/account").json().path("reason").asText()).isEqualTo("abuse");
    assertThat(neighbour.get("/api/v1/conversations").status()).isEqualTo(200);
    var list = operator.get("/api/v1/manage/tenants?state=paused&q=" + tenant.id()).json();
    assertThat(list.path("items")).hasSize(1);
    assertThat(operator.get(path).json().at("/standing/reason").asText()).isEqualTo("abuse");

    assertThat(operator.post(path + "/activate", Map.of()).status()).isEqualTo(204);
    eventually(() -> assertThat(owner.get("/api/v1/conversations").status()).isEqualTo(200));
    // Nobody of a tenant pauses anybody.
    assertThat(owner.post(path + "/pause", Map.of("reason", "me")).status()).isEqualTo(403);
    assertThat(neighbour.get(path).status()).isEqualTo(403);
  }

  @Test
  void aClosedTenantIsExportedThenErasedAndItsNeighbourIsNot() throws Exception {
    var tenant = platform.newTenant();
    var neighbour = platform.newTenant();
    for (var each : List.of(tenant, neighbour)) {
      var text = "Hello from " + each.id();
      each.deliver(each.delivery().text("wamid." + each.id(), "919812345678", text));
      eventually(() -> assertThat(rows("inbox.message", each.id())).isPositive());
    }
    // What a provider still reports of the last answer belongs to the time before.
    var known = new AtomicLong(-1);
    await()
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () -> {
              long now = journal("Conversation|" + tenant.id() + ":");
              return known.getAndSet(now) == now;
            });
    var owner = tenant.owner();
    var confirm = Map.of("confirm", tenant.id().value());
    assertThat(owner.post("/api/v1/account/close", Map.of("confirm", "yes")).status())
        .isEqualTo(400);
    assertThat(owner.post("/api/v1/account/close", confirm).status()).isEqualTo(202);
    eventually(
        () -> {
          var refused = owner.get("/api/v1/conversations");
          assertThat(refused.json().path("code").asText()).isEqualTo("tenant_cancelled");
          assertThat(owner.get("/api/v1/account").json().path("eraseAt").isTextual()).isTrue();
        });
    var token = owner.token();
    assertThat(files(export(token)))
        .contains("profile.json", "contacts.json", "conversations.json", "messages.json");

    CLOCK.advance(Duration.ofDays(29));
    assertThat(rows("inbox.message", tenant.id())).isPositive();
    CLOCK.advance(Duration.ofDays(2));
    eventually(() -> assertThat(state(tenant.id())).isEqualTo("erased"));
    for (var table : List.of("inbox.conversation", "inbox.message", "leads.lead", "core.channel")) {
      eventually(() -> assertThat(rows(table, tenant.id())).as(table).isZero());
      assertThat(rows(table, neighbour.id())).as(table).isPositive();
    }
    eventually(() -> assertThat(journal("Conversation|" + tenant.id() + ":")).isZero());
    assertThat(journal("Conversation|" + neighbour.id() + ":")).isPositive();
  }

  @Test
  void anExportLeavesNothingOutOfALongList() throws Exception {
    var tenant = platform.newTenant();
    database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into core.knowledge_item"
                        + " (tenant, id, rank, question, answer, hash, embedding)"
                        + " select ?, 'faq_' || n, n, 'Question ' || n, 'Answer', '', '{}'"
                        + " from generate_series(1, 25000) n",
                    tenant.id().value()));

    var knowledge = Json.MAPPER.readTree(file(export(tenant.owner().token()), "knowledge.json"));

    assertThat(knowledge).hasSize(25_000);
    assertThat(knowledge.path(24_999).path("question").asText()).isEqualTo("Question 25000");
  }

  private static byte[] file(byte[] zip, String name) throws IOException {
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().equals(name)) {
          return in.readAllBytes();
        }
      }
    }
    throw new AssertionError("no " + name);
  }

  @Test
  void anOperatorTakesBackACancellation() {
    var tenant = platform.newTenant();
    var owner = tenant.owner();
    owner.post("/api/v1/account/close", Map.of("confirm", tenant.id().value()));
    eventually(() -> assertThat(state(tenant.id())).isEqualTo("cancelled"));
    var path = "/api/v1/manage/tenants/" + tenant.id() + "/activate";
    assertThat(Tenants.operator(platform).post(path, Map.of()).status()).isEqualTo(204);
    eventually(() -> assertThat(owner.get("/api/v1/settings").status()).isEqualTo(200));
  }

  private static byte[] export(String token) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(platform.url() + "/api/v1/account/export"))
            .header("Authorization", "Bearer " + token)
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var response = http.send(request, BodyHandlers.ofByteArray());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Disposition"))
          .get()
          .asString()
          .startsWith("attachment");
      return response.body();
    }
  }

  private static Set<String> files(byte[] zip) throws IOException {
    var names = new HashSet<String>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
        if (entry.getName().equals("messages.json")) {
          assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("Hello from");
        }
      }
    }
    return names;
  }

  private static Database database() {
    return platform.node().platform().database();
  }

  private static long rows(String table, TenantId tenant) {
    return database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select count(*) from " + table + " where tenant = :tenant")
                    .bind("tenant", tenant.value())
                    .mapTo(Long.class)
                    .one());
  }

  private static String state(TenantId tenant) {
    return database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select state from core.tenant where id = :id")
                    .bind("id", tenant.value())
                    .mapTo(String.class)
                    .one());
  }

  private static long journal(String prefix) {
    return database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select count(*) from event_journal"
                            + " where starts_with(persistence_id, :prefix)")
                    .bind("prefix", prefix)
                    .mapTo(Long.class)
                    .one());
  }
}
