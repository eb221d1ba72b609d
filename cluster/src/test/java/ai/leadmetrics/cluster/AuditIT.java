package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.tenancy.TeamCommand;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is changed leaves a line that nobody can change. */
class AuditIT {
  private static final String AUDIT = "/api/v1/audit";
  private static TestPlatform platform;

  private final TestTenant tenant = platform.newTenant();
  private final Person owner = Person.signIn(platform, tenant.email(), tenant.password());

  @BeforeAll
  static void start() {
    platform = TestPlatform.shared();
  }

  @Test
  void aChangeIsThereWhenItIsAnswered() {
    var agent = Person.of(platform, tenant.id(), Role.AGENT, "Asha");
    changeRole(agent, "manager");
    var line = lines("?action=changeMemberRole").json().at("/items/0");
    assertThat(line.path("actor").asText()).isEqualTo(owner.id());
    assertThat(line.path("actorName").asText()).isEqualTo("Owner");
    assertThat(line.path("target").asText()).isEqualTo(agent.id());
    assertThat(line.path("outcome").asText()).isEqualTo("done");
    assertThat(line.path("address").asText()).isEqualTo("127.0.0.1");
    assertThat(line.path("request").asText()).isNotBlank();
    assertThat(line.path("changes").toString())
        .isEqualTo("[{\"field\":\"role\",\"before\":\"agent\",\"after\":\"manager\"}]");
  }

  @Test
  void secretsNeverGetThere() {
    var secret = "hush-hush-hush";
    var channel = Map.of("kind", "web-form", "name", "Form", "appSecret", secret, "replies", "ai");
    assertThat(owner.post("/api/v1/channels", channel).status()).isEqualTo(201);
    var answer = lines("?action=createChannel");
    assertThat(answer.text()).contains("(hidden)").doesNotContain(secret);
    assertThat(answer.json().at("/items/0/target").asText()).startsWith("chan_");
    assertThat(lines("?action=signIn").text())
        .contains(tenant.email())
        .doesNotContain(tenant.password());
  }

  @Test
  void refusalsAndFailedSignInsAreThere() {
    var viewer = Person.of(platform, tenant.id(), Role.VIEWER, "Viewer");
    assertThat(viewer.get("/api/v1/channels").status()).isEqualTo(403);
    await()
        .untilAsserted(
            () -> {
              var line = lines("?actor=" + viewer.id() + "&action=listChannels").json();
              assertThat(line.at("/items/0/outcome").asText()).isEqualTo("refused");
              assertThat(line.at("/items/0/changes/0/after").asText()).isEqualTo("forbidden");
            });

    var wrong = Map.of("email", tenant.email(), "password", "not the password");
    Person.anonymous(platform).post("/api/v1/auth/sign-in", wrong);
    var operator = Person.of(platform, null, Role.SUPER_ADMIN, "Ops");
    await()
        .untilAsserted(
            () ->
                assertThat(
                        operator
                            .get("/api/v1/ops/audit?action=signIn&limit=200")
                            .items()
                            .filter(line -> line.path("outcome").asText().equals("refused"))
                            .map(JsonNode::toString))
                    .anyMatch(line -> line.contains(tenant.email()))
                    .noneMatch(line -> line.contains("not the password")));
  }

  @Test
  void whatHappensWithoutTheApiIsThereToo() {
    var user = Person.of(platform, null, Role.SUPER_ADMIN, "Somebody");
    var team = EntityId.only(tenant.id(), Kind.TEAM);
    var entities = platform.node().platform().entities();
    entities
        .ask(team, "found", "system", new TeamCommand.FoundTeam(owner.id()))
        .thenCompose(
            _ -> entities.ask(team, "a", "system", new TeamCommand.Admit(user.id(), Role.AGENT)))
        .toCompletableFuture()
        .join();
    await()
        .untilAsserted(
            () -> {
              var line = lines("?action=member-joined").json().at("/items/0");
              assertThat(line.path("actor").asText()).isEqualTo("system");
              assertThat(line.path("target").asText()).startsWith("team_");
              assertThat(line.path("changes").toString()).contains(user.id());
            });
  }

  @Test
  void pagesFollowEachOtherAndFiltersNarrow() {
    var before = Instant.now();
    var agent = Person.of(platform, tenant.id(), Role.AGENT, "Asha");
    for (int i = 0; i < 4; i++) {
      changeRole(agent, i % 2 == 0 ? "manager" : "agent");
    }
    var seen = new HashSet<String>();
    var query = "?limit=1&actor=owner&target=" + agent.id() + "&from=" + before;
    var page = lines(query);
    while (true) {
      page.items().forEach(line -> assertThat(seen.add(line.path("id").asText())).isTrue());
      var next = page.json().path("next");
      if (next.isNull()) {
        break;
      }
      page = lines(query + "&cursor=" + next.asText());
    }
    assertThat(seen).hasSize(4);
    assertThat(lines("?to=" + before + "&target=" + agent.id()).items()).isEmpty();
    assertThat(lines("?actor=nobody").items()).isEmpty();
    assertThat(lines("?cursor=!").status()).isEqualTo(400);
  }

  @Test
  void theTableRunsNothing() {
    var formula = "=HYPERLINK(\"http://evil.example\")";
    var admin = Person.of(platform, tenant.id(), Role.ADMIN, formula);
    var agent = Person.of(platform, tenant.id(), Role.AGENT, "Asha");
    admin.put("/api/v1/team/" + agent.id() + "/role", Map.of("role", "viewer"));
    var table = owner.get(AUDIT + "/export?action=changeMemberRole");
    assertThat(table.status()).isEqualTo(200);
    assertThat(table.text())
        .startsWith("at,tenant,actor,")
        .contains("\"'=HYPERLINK(")
        .contains("role: agent → viewer");
  }

  @Test
  void everyBusinessSeesItsOwnLinesOnly() {
    var other = platform.newTenant();
    var stranger = Person.signIn(platform, other.email(), other.password());
    var agent = Person.of(platform, tenant.id(), Role.AGENT, "Asha");
    changeRole(agent, "viewer");

    assertThat(stranger.get(AUDIT + "?target=" + agent.id()).items()).isEmpty();
    assertThat(stranger.get(AUDIT + "?actor=" + owner.id()).items()).isEmpty();
    assertThat(stranger.get(AUDIT + "/export").text()).doesNotContain(agent.id());
    assertThat(stranger.get("/api/v1/ops/audit").status()).isEqualTo(403);
    assertThat(agent.get(AUDIT).status()).isEqualTo(403);
    var operator = Person.of(platform, null, Role.SUPER_ADMIN, "Ops");
    assertThat(operator.get("/api/v1/ops/audit?target=" + agent.id()).items()).hasSize(1);
    assertThat(operator.get("/api/v1/ops/audit?tenant=" + other.id()).text())
        .doesNotContain(agent.id());
    assertThat(operator.get(AUDIT).status()).isEqualTo(403);
  }

  /**
   * Neither by the nodes' user, nor is there another way to run programs or lift the protection.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update core.audit set actor = 'nobody'",
        "delete from core.audit",
        "truncate core.audit",
        "alter table core.audit disable trigger all",
        "drop table core.audit",
        "drop trigger audit_is_append_only on core.audit",
        "create or replace function core.refuse_change_of_audit() returns trigger"
            + " language plpgsql as $$ begin return null; end $$",
        "set role leadmetrics_owner",
        "update core.flyway_schema_history set success = false",
        "copy core.app_user to program 'touch /tmp/leadmetrics-f9'",
        "create table core.mine (n int)",
        "select pg_read_file('/etc/passwd')"
      })
  void theNodesUserChangesNoLineAndReachesNoFile(String sql) {
    var database = platform.node().platform().database();
    assertThatThrownBy(
            () -> database.transact(handle -> handle.execute(sql)).toCompletableFuture().join())
        .hasStackTraceContaining("ERROR: ")
        .rootCause()
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
  }

  /** The trigger holds for the owner of the table, too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update core.audit set actor = 'nobody'",
        "delete from core.audit",
        "truncate core.audit"
      })
  void linesAreNeverChanged(String sql) throws SQLException {
    var config = platform.config().getConfig("leadmetrics.database");
    try (var connection =
            DriverManager.getConnection(
                config.getString("url"),
                config.getString("owner.user"),
                config.getString("owner.password"));
        var statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql))
          .hasMessageContaining("core.audit is append-only");
    }
  }

  private Person.Answer lines(String query) {
    return owner.get(AUDIT + query);
  }

  private void changeRole(Person member, String role) {
    var answer = owner.put("/api/v1/team/" + member.id() + "/role", Map.of("role", role));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }
}
