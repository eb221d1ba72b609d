package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.identity.UserStore;
import ai.leadmetrics.streams.kit.Platform;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** Accounts from sign-up to a lost password, and what nobody learns on the way. */
class AccountIT {
  private static final TestPlatform TEST = TestPlatform.shared();
  private static final String PASSWORD = "vq8-Tundra-kiosk";
  private static final String OTHER = "another-Velvet-moon-4";

  private final Platform platform = TEST.node().platform();
  private final ApiClient anonymous = ApiClient.anonymous(platform);
  private final TestMailbox mailbox = new TestMailbox(TEST);
  private final String email = UUID.randomUUID() + "@users.test";

  private HttpResponse<String> post(String path, Map<String, String> body) {
    return anonymous.post("/api/v1/auth/" + path, Json.text(body));
  }

  private HttpResponse<String> signUp(String address, String password) {
    return post("sign-up", Map.of("name", "Asha", "email", address, "password", password));
  }

  private HttpResponse<String> signIn(String password) {
    return post("sign-in", Map.of("email", email, "password", password));
  }

  private HttpResponse<String> prove(String token, String password) {
    return post("verify-email", Map.of("token", token, "password", password));
  }

  /** The token in the newest mail with these words in its subject. */
  private String token(String words) {
    return mailbox.awaits(email, words).links().stream()
        .filter(link -> link.contains("token="))
        .map(link -> link.substring(link.indexOf("token=") + 6))
        .findFirst()
        .orElseThrow();
  }

  private void put(Role role) {
    new UserStore(platform.database(), platform.config())
        .put(TEST.newTenant().id(), email, "Asha", role, PASSWORD)
        .toCompletableFuture()
        .join();
  }

  @Test
  void signsUpProvesTheAddressAndSignsIn() {
    assertThat(signUp(email, PASSWORD).statusCode()).isEqualTo(202);
    var before = ApiClient.tree(signIn(PASSWORD));
    assertThat(before.at("/user/verified").asBoolean()).isFalse();
    assertThat(before.at("/user/role").asText()).isEqualTo("newcomer");
    var token = token("Confirm");
    var stranger = prove(token, OTHER);
    assertThat(ApiClient.tree(stranger).at("/errors/0/field").asText()).isEqualTo("password");
    assertThat(prove(token, PASSWORD).statusCode()).isEqualTo(204);
    var again = prove(token, PASSWORD);
    assertThat(ApiClient.code(again)).isEqualTo("link_invalid");
    assertThat(ApiClient.tree(signIn(PASSWORD)).at("/user/verified").asBoolean()).isTrue();
  }

  @Test
  void nobodyLearnsWhetherAnAddressHasAnAccount() {
    put(Role.AGENT);
    var known = signUp(email, OTHER);
    var unknown = signUp(UUID.randomUUID() + "@users.test", OTHER);
    assertThat(known.statusCode()).isEqualTo(unknown.statusCode()).isEqualTo(202);
    assertThat(known.body()).isEqualTo(unknown.body());
    assertThat(known.headers().map().keySet()).isEqualTo(unknown.headers().map().keySet());
    mailbox.awaits(email, "already have an account");
    assertThat(signIn(OTHER).statusCode()).as("the password is the owner's").isEqualTo(401);
    assertThat(signIn(PASSWORD).statusCode()).isEqualTo(200);
    var forgotten = post("forgot", Map.of("email", email));
    var nobody = post("forgot", Map.of("email", UUID.randomUUID() + "@users.test"));
    assertThat(forgotten.statusCode()).isEqualTo(nobody.statusCode()).isEqualTo(202);
    assertThat(forgotten.body()).isEqualTo(nobody.body());
  }

  @Test
  void aSignUpGivesWayUntilItsAddressIsProved() {
    signUp(email, PASSWORD);
    var first = token("Confirm");
    signUp(email, OTHER);
    assertThat(ApiClient.code(prove(first, PASSWORD))).isEqualTo("link_invalid");
    assertThat(signIn(PASSWORD).statusCode()).isEqualTo(401);
    assertThat(signIn(OTHER).statusCode()).isEqualTo(200);
  }

  /** A stranger knows the address and keeps signing up with it, with a password of their own. */
  @Test
  void whoSignsUpWithAnAddressAfterItsOwnerGetsNothingByTheOwnersLink() {
    signUp(email, PASSWORD);
    for (int i = 0; i < 5; i++) {
      signUp(email, OTHER);
    }
    // The fifth link went out with the stranger's password; there is no sixth within the hour.
    signUp(email, "third-Marble-harbour-9");
    assertThat(signIn("third-Marble-harbour-9").statusCode()).isEqualTo(401);
    await().until(() -> mailbox.to(email).size() == 5);
    for (var mail : mailbox.to(email)) {
      var link = mail.links().stream().filter(some -> some.contains("token=")).findFirst();
      var token = link.orElseThrow().substring(link.orElseThrow().indexOf("token=") + 6);
      assertThat(prove(token, PASSWORD).statusCode()).isIn(400, 410);
    }
    assertThat(ApiClient.tree(signIn(OTHER)).at("/user/verified").asBoolean()).isFalse();
  }

  /** Whose link is being opened at the very moment. */
  @Test
  void whoSignsUpWhileTheAddressIsProvedDoesNotChooseItsPassword() {
    signUp(email, PASSWORD);
    var jdbi = platform.database().jdbi();
    var late =
        jdbi.inTransaction(
            handle -> {
              handle.execute("update core.app_user set verified_at = now() where email = ?", email);
              var stranger = CompletableFuture.supplyAsync(() -> signUp(email, OTHER));
              await().until(() -> isWaitedFor(handle));
              return stranger;
            });
    assertThat(late.join().statusCode()).isEqualTo(202);
    assertThat(signIn(OTHER).statusCode()).isEqualTo(401);
    assertThat(signIn(PASSWORD).statusCode()).isEqualTo(200);
  }

  private static boolean isWaitedFor(Handle handle) {
    return handle
        .createQuery(
            "select exists (select from pg_stat_activity"
                + " where pg_backend_pid() = any(pg_blocking_pids(pid)))")
        .mapTo(Boolean.class)
        .one();
  }

  @Test
  void whoHasNotProvedTheAddressIsKeptOutUntilThen() {
    put(Role.ADMIN);
    var token = ApiClient.tree(signIn(PASSWORD)).get("token").asText();
    platform
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update core.app_user set verified_at = null where email = ?", email));
    var fresh = ApiClient.tree(signIn(PASSWORD)).get("token").asText();
    var kept = get("/api/v1/conversations", fresh);
    assertThat(kept.statusCode()).isEqualTo(403);
    assertThat(ApiClient.code(kept)).isEqualTo("email_not_verified");
    assertThat(get("/api/v1/me", fresh).statusCode()).isEqualTo(200);
    var again =
        ApiClient.send(
            anonymous
                .request("/api/v1/auth/verification")
                .header("Authorization", "Bearer " + fresh)
                .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(prove(token("Confirm"), PASSWORD).statusCode()).isEqualTo(204);
    assertThat(get("/api/v1/conversations", fresh).statusCode()).isEqualTo(200);
    assertThat(get("/api/v1/conversations", token).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> get(String path, String token) {
    return ApiClient.send(anonymous.request(path).header("Authorization", "Bearer " + token).GET());
  }

  @Test
  void onlySoManyLinksAreSentAnHour() {
    put(Role.AGENT);
    platform
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update core.app_user set verified_at = null where email = ?", email));
    var token = ApiClient.tree(signIn(PASSWORD)).get("token").asText();
    HttpResponse<String> last = null;
    for (int i = 0; i < 6; i++) {
      last =
          ApiClient.send(
              anonymous
                  .request("/api/v1/auth/verification")
                  .header("Authorization", "Bearer " + token)
                  .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
    }
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(ApiClient.code(last)).isEqualTo("too_many_mails");
  }

  @Test
  void aResetLinkServesOnceEndsAllSessionsAndLetsTheOwnerIn() {
    put(Role.AGENT);
    var session = ApiClient.tree(signIn(PASSWORD)).get("token").asText();
    for (int i = 0; i < 5; i++) {
      signIn("wrong");
    }
    assertThat(ApiClient.code(signIn(PASSWORD))).isEqualTo("locked_out");
    post("forgot", Map.of("email", email));
    var token = token("new password");
    var weak = post("reset", Map.of("token", token, "password", "password123"));
    assertThat(ApiClient.tree(weak).at("/errors/0/code").asText()).isEqualTo("password_common");
    assertThat(post("reset", Map.of("token", token, "password", OTHER)).statusCode())
        .isEqualTo(204);
    assertThat(get("/api/v1/me", session).statusCode()).isEqualTo(401);
    assertThat(signIn(OTHER).statusCode()).isEqualTo(200);
    var twice = post("reset", Map.of("token", token, "password", "third-Marble-harbour-9"));
    assertThat(ApiClient.code(twice)).isEqualTo("link_invalid");
    assertThat(ApiClient.code(post("reset", Map.of("token", "guess", "password", OTHER))))
        .isEqualTo("link_invalid");
    mailbox.awaits(email, "password was changed");
  }
}
