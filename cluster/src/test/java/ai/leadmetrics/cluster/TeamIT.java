package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.identity.Role;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People come, change roles and go; nobody reaches into another business. */
class TeamIT {
  private static final String TEAM = "/api/v1/team";
  private static final String INVITATIONS = TEAM + "/invitations";
  private static TestPlatform platform;
  private static TestMailbox mailbox;

  private final TestTenant tenant = platform.newTenant();
  private final Person owner = Person.signIn(platform, tenant.email(), tenant.password());
  private final Person anybody = Person.anonymous(platform);

  @BeforeAll
  static void start() {
    platform = TestPlatform.shared();
    mailbox = new TestMailbox(platform);
  }

  @Test
  void whoeverHoldsTheLinkJoinsOnceWithAnAccountOfTheirOwn() {
    var email = address();
    var token = invite(email, "agent");

    var seen = anybody.post("/api/v1/invitations/look", Map.of("token", token)).json();
    assertThat(seen.path("email").asText()).isEqualTo(email);
    assertThat(seen.path("account").asBoolean()).isFalse();
    var leaked =
        anybody.post(
            "/api/v1/invitations/join",
            Map.of("token", token, "name", "Ravi", "password", "password1234"));
    assertThat(leaked.status()).isEqualTo(400);
    assertThat(leaked.json().at("/errors/0/code").asText()).isEqualTo("password_common");
    var joined = join(token, "Ravi");
    assertThat(joined.status()).as(joined.text()).isEqualTo(200);
    var ravi = Person.of(platform, joined);

    var me = ravi.get("/api/v1/me").json();
    assertThat(me.path("verified").asBoolean()).isTrue();
    assertThat(me.at("/tenant/id").asText()).isEqualTo(tenant.id().value());
    assertThat(me.path("role").asText()).isEqualTo("agent");
    assertThat(member(ravi.id()).path("role").asText()).isEqualTo("agent");
    assertThat(owner.get(INVITATIONS).items()).isEmpty();
    assertThat(Person.signIn(platform, email, Person.PASSWORD).id()).isEqualTo(ravi.id());

    await()
        .untilAsserted(
            () ->
                assertThat(owner.get("/api/v1/notifications").text())
                    .contains("Ravi has joined the team", "Their role is agent"));
    assertThat(ravi.get("/api/v1/notifications").items()).isEmpty();
    assertThat(join(token, "Mallory").code()).isEqualTo("invitation_used");
    assertThat(anybody.post("/api/v1/invitations/look", Map.of("token", token)).status())
        .isEqualTo(409);
    assertThat(invited(email, "agent").code()).isEqualTo("already_member");
  }

  @Test
  void anInvitationIsForItsAddressOnly() {
    var other = platform.newTenant();
    var guest = Person.of(platform, other.id(), Role.AGENT, "Meera");
    var stranger = Person.of(platform, other.id(), Role.AGENT, "Stranger");
    var token = invite(guest.email(), "viewer");

    assertThat(join(token, "Meera").code()).isEqualTo("account_exists");
    var refused = stranger.post("/api/v1/invitations/accept", Map.of("token", token));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("invited_other");

    var me = guest.post("/api/v1/invitations/accept", Map.of("token", token)).json();
    assertThat(me.at("/tenant/id").asText()).isEqualTo(tenant.id().value());
    assertThat(me.path("role").asText()).isEqualTo("viewer");
    assertThat(guest.get("/api/v1/me").json().at("/tenant/id").asText())
        .isEqualTo(tenant.id().value());
    assertThat(me.path("memberships")).hasSize(2);
  }

  @Test
  void aNewMailReplacesTheOldLinkAndWithdrawingEndsIt() {
    var email = address();
    var first = invite(email, "agent");
    var id = owner.get(INVITATIONS).items().findFirst().orElseThrow().path("id").asText();
    assertThat(owner.post(INVITATIONS + '/' + id + "/send", Map.of()).status()).isEqualTo(200);
    await().until(() -> mailbox.to(email).size() == 2);
    var second = token(mailbox.to(email).getFirst());

    assertThat(join(first, "Ravi").code()).isEqualTo("invitation_gone");
    assertThat(owner.delete(INVITATIONS + '/' + id).status()).isEqualTo(204);
    var gone = join(second, "Ravi");
    assertThat(gone.status()).isEqualTo(410);
    assertThat(join("x".repeat(43), "Ravi").status()).isEqualTo(410);
  }

  @Test
  void openInvitationsTakeTheSeatsOfThePlanToo() {
    // Without a plan it is the free one, which has two seats.
    var database = platform.node().platform().database();
    database
        .transact(
            handle ->
                handle.execute(
                    "delete from core.entitlement where tenant = ?", tenant.id().value()))
        .toCompletableFuture()
        .join();
    invite(address(), "agent");
    var refused = invited(address(), "agent");
    assertThat(refused.status()).isEqualTo(402);
    assertThat(refused.code()).isEqualTo("plan_limit");
    assertThat(refused.json().path("detail").asText()).contains("Starter allows 5");
    assertThat(owner.get(TEAM).json().path("seats").asInt()).isEqualTo(2);
  }

  @Test
  void nobodyGivesMoreThanTheyHave() {
    var manager = Person.of(platform, tenant.id(), Role.MANAGER, "Manager");
    var admin = Person.of(platform, tenant.id(), Role.ADMIN, "Admin");
    assertThat(role(manager, manager.id(), "admin").status()).isEqualTo(403);
    assertThat(role(owner, manager.id(), "super_admin").code()).isEqualTo("invalid");
    assertThat(role(owner, manager.id(), "newcomer").code()).isEqualTo("invalid");
    assertThat(invited(address(), "super_admin").code()).isEqualTo("invalid");
    assertThat(role(admin, owner.id(), "viewer").code()).isEqualTo("owner_stays");
    assertThat(admin.delete(TEAM + '/' + owner.id()).code()).isEqualTo("owner_stays");
    assertThat(admin.put(TEAM + "/owner", Map.of("user", admin.id())).code())
        .isEqualTo("owner_only");
    assertThat(owner.post(TEAM + "/leave", Map.of()).code()).isEqualTo("owner_stays");
  }

  @Test
  void aRoleHoldsAtOnceAndARemovedMemberIsOutAtOnce() {
    var agent = Person.of(platform, tenant.id(), Role.AGENT, "Agent");
    assertThat(agent.get("/api/v1/channels").status()).isEqualTo(403);
    assertThat(role(owner, agent.id(), "admin").status()).isEqualTo(200);
    assertThat(agent.get("/api/v1/channels").status()).isEqualTo(200);

    assertThat(owner.delete(TEAM + '/' + agent.id()).status()).isEqualTo(204);
    assertThat(agent.get("/api/v1/me").status()).isEqualTo(401);
    assertThat(agent.get("/api/v1/conversations").status()).isEqualTo(401);
    assertThat(owner.get(TEAM).json().path("members")).hasSize(1);
  }

  @Test
  void theOwnershipIsHandedOnAndThenTheFormerOwnerMayGo() {
    var heir = Person.of(platform, tenant.id(), Role.AGENT, "Heir");
    assertThat(owner.put(TEAM + "/owner", Map.of("user", heir.id())).status()).isEqualTo(204);
    assertThat(member(heir.id()).path("owner").asBoolean()).isTrue();
    assertThat(member(heir.id()).path("role").asText()).isEqualTo("admin");
    assertThat(owner.post(TEAM + "/leave", Map.of()).status()).isEqualTo(204);
    assertThat(owner.get(TEAM).status()).isEqualTo(401);
    await()
        .untilAsserted(
            () ->
                assertThat(
                        heir.get(TEAM + "/activity")
                            .items()
                            .map(activity -> activity.path("type").asText()))
                    .startsWith("member-left", "ownership-transferred", "member-role-changed"));
  }

  @Test
  void anotherBusinessReachesNothing() {
    var other = platform.newTenant();
    var stranger = Person.signIn(platform, other.email(), other.password());
    invite(address(), "agent");
    var agent = Person.of(platform, tenant.id(), Role.AGENT, "Agent");
    var invitation = owner.get(INVITATIONS).items().findFirst().orElseThrow().path("id").asText();

    assertThat(role(stranger, agent.id(), "viewer").status()).isEqualTo(404);
    assertThat(stranger.delete(TEAM + '/' + agent.id()).status()).isEqualTo(404);
    assertThat(stranger.put(TEAM + "/owner", Map.of("user", agent.id())).status()).isEqualTo(404);
    assertThat(stranger.delete(INVITATIONS + '/' + invitation).status()).isEqualTo(410);
    assertThat(stranger.post(INVITATIONS + '/' + invitation + "/send", Map.of()).status())
        .isEqualTo(410);
    assertThat(stranger.get(INVITATIONS).items()).isEmpty();
    assertThat(stranger.get(TEAM).text()).doesNotContain(agent.email());
    assertThat(stranger.get(TEAM + "/activity").text()).doesNotContain(agent.email());
    assertThat(agent.get(INVITATIONS).status()).isEqualTo(403);
    assertThat(owner.get(INVITATIONS).items()).hasSize(1);
  }

  private JsonNode member(String id) {
    var members = owner.get(TEAM).json().path("members");
    return StreamSupport.stream(members.spliterator(), false)
        .filter(member -> member.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Person.Answer role(Person by, String user, String role) {
    return by.put(TEAM + '/' + user + "/role", Map.of("role", role));
  }

  private Person.Answer invited(String email, String role) {
    return owner.post(INVITATIONS, Map.of("email", email, "role", role));
  }

  /** What stands in the mailed link. */
  private String invite(String email, String role) {
    var answer = invited(email, role);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return token(mailbox.awaits(email, "invites you"));
  }

  private static String token(TestMailbox.Mail mail) {
    return List.copyOf(mail.links()).stream()
        .filter(link -> link.contains("/invitation?token="))
        .map(link -> link.substring(link.indexOf("token=") + "token=".length()))
        .findFirst()
        .orElseThrow();
  }

  private Person.Answer join(String token, String name) {
    return anybody.post(
        "/api/v1/invitations/join",
        Map.of("token", token, "name", name, "password", Person.PASSWORD));
  }

  private static String address() {
    return UUID.randomUUID() + "@invited.example";
  }
}
