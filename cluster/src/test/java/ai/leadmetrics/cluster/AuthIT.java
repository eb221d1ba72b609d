package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.identity.MembershipStore;
import ai.leadmetrics.streams.identity.SessionStore;
import ai.leadmetrics.streams.identity.UserStore;
import ai.leadmetrics.streams.kit.Platform;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Sessions under attack: theft, guessing, fixation, and being in one place too long. */
class AuthIT {
  private static final TestPlatform TEST = TestPlatform.shared();
  private static final String PASSWORD = "vq8-Tundra-kiosk";

  private final Platform platform = TEST.node().platform();
  private final ApiClient anonymous = ApiClient.anonymous(platform);
  private final UserStore users = new UserStore(platform.database(), platform.config());
  private final String email = UUID.randomUUID() + "@users.test";

  /** A browser: what it was told to keep. */
  private final class Browser {
    final Map<String, String> cookies = new HashMap<>();

    HttpResponse<String> send(String method, String path, Object body) {
      var header = new StringBuilder();
      cookies.forEach((name, value) -> header.append(name).append('=').append(value).append("; "));
      var request =
          anonymous
              .request(path)
              .header("X-Leadmetrics", "portal")
              .header("Content-Type", "application/json")
              .header("User-Agent", "Firefox on a test")
              .method(method, BodyPublishers.ofByteArray(Json.bytes(body)));
      if (!header.isEmpty()) {
        request.header("Cookie", header.toString());
      }
      var response = ApiClient.send(request);
      for (var cookie : response.headers().allValues("Set-Cookie")) {
        var pair = cookie.substring(0, cookie.indexOf(';')).split("=", 2);
        cookies.put(pair[0], pair[1]);
      }
      return response;
    }

    HttpResponse<String> post(String path, Object body) {
      return send("POST", path, body);
    }

    int me() {
      return send("GET", "/api/v1/me", Map.of()).statusCode();
    }

    Browser signIn(String password) {
      var answer = post("/api/v1/auth/sign-in", Map.of("email", email, "password", password));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return this;
    }

    String family() {
      var refresh = cookies.getOrDefault("lm_refresh", "");
      return refresh.substring(0, refresh.indexOf('.'));
    }
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private String user(TestTenant tenant) {
    return await(users.put(tenant.id(), email, "Asha", Role.AGENT, PASSWORD)).id();
  }

  private void sql(String statement, Object... values) {
    platform.database().jdbi().useHandle(handle -> handle.execute(statement, values));
  }

  private static ObjectNode withoutInstance(HttpResponse<String> response) {
    var problem = (ObjectNode) ApiClient.tree(response);
    problem.remove("instance");
    return problem;
  }

  @Test
  void aRefreshTokenServesOnceAndItsReuseEndsTheSession() {
    user(TEST.newTenant());
    var browser = new Browser().signIn(PASSWORD);
    var stolen = new HashMap<>(browser.cookies);
    assertThat(browser.post("/api/v1/auth/refresh", Map.of()).statusCode()).isEqualTo(200);
    assertThat(browser.cookies.get("lm_refresh")).isNotEqualTo(stolen.get("lm_refresh"));
    // A second window that asked at the same moment gets access, but no token of its own.
    var window = new Browser();
    window.cookies.putAll(stolen);
    assertThat(window.post("/api/v1/auth/refresh", Map.of()).statusCode()).isEqualTo(200);
    assertThat(window.cookies.get("lm_refresh")).isEqualTo(stolen.get("lm_refresh"));
    sql(
        "update core.session set rotated_at = rotated_at - interval '1 minute' where family = ?",
        browser.family());
    var thief = new Browser();
    thief.cookies.putAll(stolen);
    assertThat(thief.post("/api/v1/auth/refresh", Map.of()).statusCode()).isEqualTo(401);
    assertThat(browser.me()).isEqualTo(401);
    assertThat(browser.post("/api/v1/auth/refresh", Map.of()).statusCode()).isEqualTo(401);
  }

  @Test
  void refreshingNeedsTheHeaderAndATokenOfOurs() {
    user(TEST.newTenant());
    var browser = new Browser().signIn(PASSWORD);
    var forged =
        anonymous
            .request("/api/v1/auth/refresh")
            .header("Cookie", "lm_refresh=" + browser.cookies.get("lm_refresh"))
            .POST(BodyPublishers.noBody());
    assertThat(ApiClient.code(ApiClient.send(forged))).isEqualTo("csrf");
    browser.cookies.put("lm_refresh", "sess_" + "0".repeat(32) + "." + "A".repeat(43));
    assertThat(browser.post("/api/v1/auth/refresh", Map.of()).statusCode()).isEqualTo(401);
    assertThat(browser.me()).isEqualTo(200);
  }

  @Test
  void aSessionThatWasPlantedIsNotAdopted() {
    user(TEST.newTenant());
    var attacker = new Browser().signIn(PASSWORD);
    var victim = new Browser();
    victim.cookies.putAll(attacker.cookies);
    victim.signIn(PASSWORD);
    assertThat(victim.family()).isNotEqualTo(attacker.family());
    assertThat(attacker.me()).as("what was planted has ended").isEqualTo(401);
    assertThat(victim.me()).isEqualTo(200);
  }

  @Test
  void fiveFailuresLockKnownAndUnknownAddressesAlike() {
    user(TEST.newTenant());
    var unknown = UUID.randomUUID() + "@nobody.test";
    for (int i = 0; i < 5; i++) {
      var known = attempt(email, "wrong-" + i);
      assertThat(known.statusCode()).isEqualTo(401);
      assertThat(withoutInstance(known)).isEqualTo(withoutInstance(attempt(unknown, "wrong")));
    }
    var right = attempt(email, PASSWORD);
    assertThat(right.statusCode()).isEqualTo(429);
    assertThat(ApiClient.code(right)).isEqualTo("locked_out");
    var other = attempt(unknown, PASSWORD);
    assertThat(withoutInstance(right)).isEqualTo(withoutInstance(other));
    assertThat(right.headers().firstValue("Retry-After"))
        .isEqualTo(other.headers().firstValue("Retry-After"));
  }

  private HttpResponse<String> attempt(String address, String password) {
    return new Browser()
        .post("/api/v1/auth/sign-in", Map.of("email", address, "password", password));
  }

  @Test
  void devicesAreListedAndEndedOneByOneOrAllAtOnce() {
    user(TEST.newTenant());
    var desk = new Browser().signIn(PASSWORD);
    var phone = new Browser().signIn(PASSWORD);
    var devices = ApiClient.tree(desk.send("GET", "/api/v1/me/sessions", Map.of())).get("devices");
    assertThat(devices).hasSize(2);
    assertThat(devices.findValuesAsText("userAgent")).containsOnly("Firefox on a test");
    assertThat(devices.findValuesAsText("current")).containsExactlyInAnyOrder("true", "false");
    var stranger = ApiClient.signedIn(platform, TEST.newTenant().id(), Role.ADMIN);
    var theirs = "/api/v1/me/sessions/" + phone.family();
    assertThat(ApiClient.send(stranger.request(theirs).DELETE()).statusCode()).isEqualTo(404);
    assertThat(phone.me()).isEqualTo(200);
    assertThat(desk.send("DELETE", theirs, Map.of()).statusCode()).isEqualTo(204);
    assertThat(phone.me()).isEqualTo(401);
    assertThat(desk.me()).isEqualTo(200);
    phone.signIn(PASSWORD);
    assertThat(desk.post("/api/v1/auth/sign-out-everywhere", Map.of()).statusCode()).isEqualTo(204);
    assertThat(desk.me()).isEqualTo(401);
    assertThat(phone.me()).isEqualTo(401);
  }

  @Test
  void whatEndsOnOneNodeHasEndedOnAnother() {
    var user = user(TEST.newTenant());
    var family = new Browser().signIn(PASSWORD).family();
    // Each store remembers by itself what it was told, as that of another node would.
    var here = new SessionStore(platform);
    var elsewhere = new SessionStore(platform);
    assertThat(await(elsewhere.standing(family))).isPresent();
    await(here.endAll(user, "elsewhere"));
    assertThat(await(elsewhere.standing(family))).isEmpty();
  }

  @Test
  void whoIsRemovedFromATenantIsOutOfItAtOnce() {
    var first = TEST.newTenant();
    var second = TEST.newTenant();
    var user = user(first);
    platform
        .database()
        .jdbi()
        .useHandle(
            handle -> MembershipStore.put(handle, second.id(), user, Role.VIEWER, Instant.now()));
    var browser = new Browser().signIn(PASSWORD);
    var foreign = TEST.newTenant();
    assertThat(enter(browser, foreign).statusCode()).isEqualTo(404);
    var me = ApiClient.tree(enter(browser, second));
    assertThat(me.at("/tenant/id").asText()).isEqualTo(second.id().value());
    assertThat(me.get("role").asText()).isEqualTo("viewer");
    assertThat(me.get("memberships")).hasSize(2);
    platform
        .database()
        .jdbi()
        .useHandle(handle -> MembershipStore.remove(handle, second.id(), user));
    await(new SessionStore(platform).endIn(user, second.id()));
    assertThat(browser.me()).isEqualTo(401);
    browser.signIn(PASSWORD);
    var again = ApiClient.tree(browser.send("GET", "/api/v1/me", Map.of()));
    assertThat(again.at("/tenant/id").asText()).isEqualTo(first.id().value());
  }

  private static HttpResponse<String> enter(Browser browser, TestTenant tenant) {
    return browser.post("/api/v1/me/tenant", Map.of("tenant", tenant.id().value()));
  }

  @Test
  void changingThePasswordEndsEveryOtherSession() {
    user(TEST.newTenant());
    var desk = new Browser().signIn(PASSWORD);
    var phone = new Browser().signIn(PASSWORD);
    var wrong = Map.of("current", "not it at all", "password", "another-Velvet-moon-4");
    var refused = desk.post("/api/v1/me/password", wrong);
    assertThat(ApiClient.tree(refused).at("/errors/0/field").asText()).isEqualTo("current");
    var weak = Map.of("current", PASSWORD, "password", "password123");
    assertThat(ApiClient.tree(desk.post("/api/v1/me/password", weak)).at("/errors/0/code").asText())
        .isEqualTo("password_common");
    var right = Map.of("current", PASSWORD, "password", "another-Velvet-moon-4");
    assertThat(desk.post("/api/v1/me/password", right).statusCode()).isEqualTo(204);
    assertThat(phone.me()).isEqualTo(401);
    assertThat(desk.me()).isEqualTo(200);
    assertThat(attempt(email, PASSWORD).statusCode()).isEqualTo(401);
    // The one that was given up may still be somebody's elsewhere.
    var written =
        await(
            platform
                .database()
                .read(
                    handle ->
                        handle
                            .createQuery(
                                "select changes from core.audit where action = 'changePassword'"
                                    + " and actor_name = 'Asha' and outcome = 'DONE'")
                            .mapTo(String.class)
                            .list()));
    assertThat(written).isNotEmpty().allMatch(line -> !line.contains(PASSWORD));
  }

  @Test
  void whoHasAStolenSessionGuessesThePasswordFiveTimesOnly() {
    user(TEST.newTenant());
    var thief = new Browser().signIn(PASSWORD);
    for (int i = 0; i < 5; i++) {
      var guess = Map.of("current", "guess " + i, "password", "another-Velvet-moon-4");
      thief.post("/api/v1/me/password", guess);
    }
    var right = Map.of("current", PASSWORD, "password", "another-Velvet-moon-4");
    assertThat(ApiClient.code(thief.post("/api/v1/me/password", right))).isEqualTo("locked_out");
  }
}
