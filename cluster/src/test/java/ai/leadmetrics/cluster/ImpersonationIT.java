package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.streams.identity.MembershipStore;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Operators help within a business: in its full view, and kept from what is not theirs. */
class ImpersonationIT {
  private static final Map<String, String> REASON = Map.of("reason", "Ticket 4711");
  private static TestPlatform platform;

  private final TestTenant tenant = platform.newTenant();
  private final Person owner = Person.signIn(platform, tenant.email(), tenant.password());
  private final Person operator = Person.of(platform, null, Role.SUPER_ADMIN, "Olga Ops");

  @BeforeAll
  static void start() {
    platform = TestPlatform.shared();
  }

  @Test
  void anOperatorWorksWithinABusinessAndGoesBack() {
    var me = enter(operator, tenant);
    assertThat(me.status()).as(me.text()).isEqualTo(200);
    assertThat(me.json().at("/tenant/id").asText()).isEqualTo(tenant.id().value());
    assertThat(me.json().path("impersonator").asText()).isEqualTo(operator.id());
    assertThat(me.json().path("role").asText()).isEqualTo("admin");
    assertThat(operator.get("/api/v1/conversations").status()).isEqualTo(200);
    assertThat(operator.get("/api/v1/ops/overview").status()).isEqualTo(403);
    var agent = Person.of(platform, tenant.id(), Role.AGENT, "Asha");
    assertThat(changeRole(agent, "viewer").status()).isEqualTo(200);

    var back = operator.delete("/api/v1/me/impersonation");
    assertThat(back.status()).as(back.text()).isEqualTo(200);
    assertThat(back.json().path("tenant").isNull()).isTrue();
    assertThat(back.json().path("impersonator").isNull()).isTrue();
    assertThat(operator.get("/api/v1/conversations").status()).isEqualTo(403);
    assertThat(operator.get("/api/v1/ops/overview").status()).isEqualTo(200);
    assertThat(operator.delete("/api/v1/me/impersonation").status()).isEqualTo(409);
  }

  @Test
  void theBusinessSeesWhoCameAndWhatTheyDid() {
    enter(operator, tenant);
    var agent = Person.of(platform, tenant.id(), Role.AGENT, "Asha");
    changeRole(agent, "viewer");
    operator.delete("/api/v1/me/impersonation");

    assertThat(audit("impersonate").toString()).contains("Ticket 4711", operator.id());
    var change = audit("changeMemberRole");
    assertThat(change.path("actor").asText()).isEqualTo(operator.id());
    assertThat(change.path("impersonator").asText()).isEqualTo(operator.id());
    assertThat(change.path("actorName").asText()).isEqualTo("Olga Ops");
    assertThat(audit("stopImpersonation").path("impersonator").asText()).isEqualTo(operator.id());
    await()
        .untilAsserted(
            () ->
                assertThat(owner.get("/api/v1/team/activity").text())
                    .contains("operator-entered", "operator-left", "Ticket 4711", "Olga Ops"));
  }

  @Test
  void credentialsOwnershipAndOtherBusinessesStayClosed() {
    var other = platform.newTenant();
    enter(operator, tenant);
    var transfer = operator.put("/api/v1/team/owner", Map.of("user", owner.id()));
    assertThat(transfer.status()).isEqualTo(403);
    assertThat(transfer.code()).isEqualTo("impersonating");
    assertThat(operator.post("/api/v1/team/leave", Map.of()).code()).isEqualTo("impersonating");
    var confirm = Map.of("confirm", tenant.id().value());
    assertThat(operator.post("/api/v1/account/close", confirm).code()).isEqualTo("impersonating");
    assertThat(operator.post("/api/v1/auth/sign-out-everywhere", Map.of()).code())
        .isEqualTo("impersonating");
    assertThat(operator.post("/api/v1/me/tenant", Map.of("tenant", other.id().value())).code())
        .isEqualTo("impersonating");
    assertThat(enter(operator, other).status()).isEqualTo(403);
    assertThat(operator.get("/api/v1/users").status()).isEqualTo(403);
    assertThat(operator.delete("/api/v1/team/" + owner.id()).code()).isEqualTo("owner_stays");
  }

  @Test
  void itTakesAReasonABusinessAndThePermission() {
    var path = "/api/v1/tenants/" + tenant.id() + "/impersonation";
    assertThat(operator.post(path, Map.of("reason", " ")).status()).isEqualTo(400);
    assertThat(operator.post("/api/v1/tenants/no-such-one/impersonation", REASON).status())
        .isEqualTo(404);
    assertThat(owner.post(path, REASON).status()).isEqualTo(403);
    var other = platform.newTenant();
    var stranger = Person.signIn(platform, other.email(), other.password());
    assertThat(stranger.post(path, REASON).status()).isEqualTo(403);
    assertThat(operator.get("/api/v1/me").json().path("tenant").isNull()).isTrue();
  }

  @Test
  void aBusinessThatHasLostItsLastAdminGetsOneByAnOperatorOnly() {
    var agent = Person.of(platform, tenant.id(), Role.AGENT, "Asha");
    platform
        .node()
        .platform()
        .database()
        .jdbi()
        .useHandle(handle -> MembershipStore.remove(handle, tenant.id(), owner.id()));
    var path = "/api/v1/team/" + agent.id() + "/role";
    assertThat(agent.put(path, Map.of("role", "admin")).status()).isEqualTo(403);

    enter(operator, tenant);
    assertThat(changeRole(agent, "admin").status()).isEqualTo(200);

    var first =
        await()
            .until(
                () -> agent.get("/api/v1/team").json().at("/members/0"),
                member -> member.path("owner").asBoolean());
    assertThat(first.path("role").asText()).isEqualTo("admin");
  }

  @Test
  void operatorsFindUsersAndSwitchThemOff() {
    var agent = Person.of(platform, tenant.id(), Role.AGENT, "Asha");
    var path = "/api/v1/users/" + agent.id();
    assertThat(operator.get("/api/v1/users?q=" + agent.email()).items()).hasSize(1);
    assertThat(operator.get("/api/v1/users?tenant=" + tenant.id()).items()).hasSize(2);
    assertThat(operator.get(path).json().at("/memberships/0/tenant").asText())
        .isEqualTo(tenant.id().value());
    assertThat(owner.get("/api/v1/users").status()).isEqualTo(403);
    assertThat(owner.get(path).status()).isEqualTo(403);

    assertThat(operator.post(path + "/sign-out", Map.of()).status()).isEqualTo(204);
    assertThat(agent.get("/api/v1/me").status()).isEqualTo(401);
    var again = Person.signIn(platform, agent.email(), Person.PASSWORD);
    assertThat(operator.post(path + "/disable", Map.of("reason", "abuse")).status()).isEqualTo(200);
    assertThat(again.get("/api/v1/me").status()).isEqualTo(401);
    var wanted = Map.of("email", agent.email(), "password", Person.PASSWORD);
    assertThat(Person.anonymous(platform).post("/api/v1/auth/sign-in", wanted).status())
        .isEqualTo(403);
    assertThat(operator.post(path + "/enable", Map.of()).status()).isEqualTo(200);
    assertThat(Person.signIn(platform, agent.email(), Person.PASSWORD).id()).isEqualTo(agent.id());
    var self = "/api/v1/users/" + operator.id() + "/disable";
    assertThat(operator.post(self, Map.of("reason", "oops")).status()).isEqualTo(409);
  }

  private static Person.Answer enter(Person who, TestTenant where) {
    return who.post("/api/v1/tenants/" + where.id() + "/impersonation", REASON);
  }

  private Person.Answer changeRole(Person member, String role) {
    return operator.put("/api/v1/team/" + member.id() + "/role", Map.of("role", role));
  }

  private JsonNode audit(String action) {
    return owner.get("/api/v1/audit?action=" + action).json().at("/items/0");
  }
}
