package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Everything that lets somebody in runs out, by the clock of the node. On a platform of its own: it
 * moves the clock, under which sessions of other tests would end.
 */
class IdentityClocksIT {
  private static final TestClock CLOCK = TestClock.at(Instant.parse("2026-11-21T09:00:00Z"));
  private static final String PASSWORD = "vq8-Tundra-kiosk";

  private static TestPlatform test;
  private static TestMailbox mailbox;

  private final TestTenant tenant = test.newTenant();

  @BeforeAll
  static void start() {
    test =
        TestPlatform.start(
            Map.of(
                "leadmetrics.mail.sweep",
                "200ms",
                "leadmetrics.scheduler.poll",
                "200ms",
                "leadmetrics.auth.impersonation",
                "10m",
                "leadmetrics.http.behind-proxy",
                true,
                "leadmetrics.http.rates.mail.burst",
                8,
                "leadmetrics.http.rates.guess.burst",
                12),
            CLOCK);
    mailbox = new TestMailbox(test);
  }

  @AfterAll
  static void stop() {
    test.close();
  }

  private static HttpResponse<String> refresh(String cookie) {
    return ApiClient.send(
        ApiClient.anonymous(test.node().platform())
            .request("/api/v1/auth/refresh")
            .header("X-Leadmetrics", "portal")
            .header("Cookie", "lm_refresh=" + cookie)
            .POST(BodyPublishers.noBody()));
  }

  private static String cookie(HttpResponse<String> response) {
    return response.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("lm_refresh="))
        .map(cookie -> cookie.substring("lm_refresh=".length(), cookie.indexOf(';')))
        .findFirst()
        .orElseThrow();
  }

  private HttpResponse<String> signIn() {
    return ApiClient.anonymous(test.node().platform())
        .post(
            "/api/v1/auth/sign-in",
            "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(tenant.email(), tenant.password()));
  }

  @Test
  void anAccessTokenServesForFifteenMinutes() {
    var owner = Person.signIn(test, tenant.email(), tenant.password());
    CLOCK.advance(Duration.ofMinutes(14));
    assertThat(owner.get("/api/v1/me").status()).isEqualTo(200);
    CLOCK.advance(Duration.ofMinutes(2));
    assertThat(owner.get("/api/v1/me").status()).isEqualTo(401);
  }

  @Test
  void aSessionNobodyUsesIsOverAfterAFortnightAndAnyAfterAQuarter() {
    var idle = cookie(signIn());
    var used = cookie(signIn());
    CLOCK.advance(Duration.ofDays(13));
    used = cookie(refresh(used));
    CLOCK.advance(Duration.ofDays(2));
    assertThat(refresh(idle).statusCode()).isEqualTo(401);
    for (int day = 15; day < 85; day += 10) {
      used = cookie(refresh(used));
      CLOCK.advance(Duration.ofDays(10));
    }
    used = cookie(refresh(used));
    CLOCK.advance(Duration.ofDays(6));
    assertThat(refresh(used).statusCode()).as("the ninety-first day").isEqualTo(401);
  }

  @Test
  void aLinkThatProvesAnAddressServesForADay() {
    var email = UUID.randomUUID() + "@users.test";
    var wanted = Map.of("email", email, "name", "Asha", "password", PASSWORD);
    assertThat(Person.anonymous(test).post("/api/v1/auth/sign-up", wanted).status()).isEqualTo(202);
    var token = token(mailbox.awaits(email, "Confirm").links());
    CLOCK.advance(Duration.ofHours(25));
    var late =
        Person.anonymous(test)
            .post("/api/v1/auth/verify-email", Map.of("token", token, "password", PASSWORD));
    assertThat(late.code()).isEqualTo("link_invalid");
  }

  @Test
  void aLinkThatResetsAPasswordServesForAnHour() {
    Person.anonymous(test).post("/api/v1/auth/forgot", Map.of("email", tenant.email()));
    var token = token(mailbox.awaits(tenant.email(), "new password").links());
    CLOCK.advance(Duration.ofMinutes(61));
    var late = Map.of("token", token, "password", PASSWORD);
    assertThat(Person.anonymous(test).post("/api/v1/auth/reset", late).code())
        .isEqualTo("link_invalid");
    assertThat(signIn().statusCode()).isEqualTo(200);
  }

  @Test
  void anInvitationServesForAFortnight() {
    var email = UUID.randomUUID() + "@invited.example";
    var owner = Person.signIn(test, tenant.email(), tenant.password());
    owner.post("/api/v1/team/invitations", Map.of("email", email, "role", "agent"));
    var token = token(mailbox.awaits(email, "invites you").links());
    CLOCK.advance(Duration.ofDays(14).plusMinutes(1));
    var late = Map.of("token", token, "name", "Ravi", "password", PASSWORD);
    assertThat(Person.anonymous(test).post("/api/v1/invitations/join", late).code())
        .isEqualTo("invitation_gone");
  }

  /** Whatever it says of where it comes from: our proxy's header is the last. */
  @Test
  void oneSourceHasOnlySoManyMailsSentToStrangers() {
    for (int i = 0; i < 8; i++) {
      assertThat(signUp("10.0.0." + i, "198.51.100.7").statusCode()).isEqualTo(202);
    }
    assertThat(ApiClient.code(signUp("10.0.0.99", "198.51.100.7"))).isEqualTo("rate_limited");
    assertThat(signUp("10.0.0.99", "198.51.100.8").statusCode()).isEqualTo(202);
  }

  private static HttpResponse<String> signUp(String claimed, String source) {
    var email = UUID.randomUUID() + "@strangers.test";
    var body = Json.text(Map.of("email", email, "name", "Buy now", "password", PASSWORD));
    return ApiClient.send(
        ApiClient.anonymous(test.node().platform())
            .request("/api/v1/auth/sign-up")
            .header("Content-Type", "application/json")
            .header("X-Forwarded-For", claimed)
            .header("X-Forwarded-For", source)
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void oneSourceTriesOnlySoManyPasswordsWhomeverItTriesThemOn() {
    for (int i = 0; i < 12; i++) {
      assertThat(guess("198.51.100.9").statusCode()).isEqualTo(401);
    }
    assertThat(ApiClient.code(guess("198.51.100.9"))).isEqualTo("rate_limited");
    assertThat(guess("198.51.100.10").statusCode()).isEqualTo(401);
  }

  private static HttpResponse<String> guess(String source) {
    var body = Map.of("email", UUID.randomUUID() + "@users.test", "password", PASSWORD);
    return ApiClient.send(
        ApiClient.anonymous(test.node().platform())
            .request("/api/v1/auth/sign-in")
            .header("Content-Type", "application/json")
            .header("X-Forwarded-For", source)
            .POST(BodyPublishers.ofString(Json.text(body))));
  }

  /** A page of another host below the same domain can plant cookies, but not of that name. */
  @Test
  void overHttpsASessionIsTakenFromTheCookieThatNobodyElseCanSet() {
    var body = Map.of("email", tenant.email(), "password", tenant.password());
    var signedIn =
        ApiClient.send(
            secure("/api/v1/auth/sign-in", "none=")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.text(body))));
    assertThat(signedIn.headers().allValues("Set-Cookie"))
        .hasSize(3)
        .allMatch(cookie -> cookie.startsWith("__Host-") && cookie.endsWith("; Secure"));
    var token = ApiClient.tree(signedIn).get("token").asText();
    assertThat(ApiClient.send(secure("/api/v1/me", "lm_session=" + token).GET()).statusCode())
        .isEqualTo(401);
    var ours = secure("/api/v1/me", "__Host-lm_session=" + token).GET();
    assertThat(ApiClient.send(ours).statusCode()).isEqualTo(200);
  }

  private static java.net.http.HttpRequest.Builder secure(String path, String cookie) {
    return ApiClient.anonymous(test.node().platform())
        .request(path)
        .header("X-Forwarded-Proto", "https")
        .header("Cookie", cookie);
  }

  @Test
  void anInvitationIsNotSentAgainAndAgain() {
    var owner = Person.signIn(test, tenant.email(), tenant.password());
    var path = "/api/v1/team/invitations";
    var invited = Map.of("email", UUID.randomUUID() + "@strangers.test", "role", "agent");
    var id = owner.post(path, invited).json().path("id").asText();
    var again = path + '/' + id + "/send";
    // Eight times what the plan allows, of which the invitation itself is one.
    int most = 8 * 10;
    var last = owner.post(again, Map.of());
    for (int i = 0; i < most && last.status() == 200; i++) {
      last = owner.post(again, Map.of());
    }
    assertThat(last.code()).isEqualTo("rate_limited");
  }

  @Test
  void anOperatorsStayEndsByItselfAndTheBusinessSeesIt() {
    var operator = Person.of(test, null, Role.SUPER_ADMIN, "Olga Ops");
    var path = "/api/v1/tenants/" + tenant.id() + "/impersonation";
    assertThat(operator.post(path, Map.of("reason", "Ticket 4711")).status()).isEqualTo(200);
    assertThat(operator.get("/api/v1/conversations").status()).isEqualTo(200);

    CLOCK.advance(Duration.ofMinutes(11));
    await().until(() -> operator.get("/api/v1/conversations").status() == 403);
    assertThat(operator.get("/api/v1/me").json().path("tenant").isNull()).isTrue();
    var owner = Person.signIn(test, tenant.email(), tenant.password());
    await()
        .untilAsserted(
            () ->
                assertThat(owner.get("/api/v1/team/activity").text())
                    .containsOnlyOnce("operator-left"));
  }

  @Test
  void whoLeavesBeforeTheirTimeLeavesOnce() {
    var operator = Person.of(test, null, Role.SUPER_ADMIN, "Olga Ops");
    var path = "/api/v1/tenants/" + tenant.id() + "/impersonation";
    operator.post(path, Map.of("reason", "Ticket 4711"));
    operator.delete("/api/v1/me/impersonation");
    CLOCK.advance(Duration.ofMinutes(11));
    var other = test.newTenant();
    operator.post(
        "/api/v1/tenants/" + other.id() + "/impersonation", Map.of("reason", "Ticket 4712"));
    CLOCK.advance(Duration.ofMinutes(11));
    var theirs = Person.signIn(test, other.email(), other.password());
    await().until(() -> theirs.get("/api/v1/team/activity").text().contains("operator-left"));
    var owner = Person.signIn(test, tenant.email(), tenant.password());
    assertThat(owner.get("/api/v1/team/activity").text()).containsOnlyOnce("operator-left");
  }

  private static String token(List<String> links) {
    return links.stream()
        .filter(link -> link.contains("token="))
        .map(link -> link.substring(link.indexOf("token=") + "token=".length()))
        .findFirst()
        .orElseThrow();
  }
}
