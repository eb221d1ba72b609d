package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.identity.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * What a stranger who had an account's session, or its unproved address, leaves behind: chats,
 * browsers and preferences are gone once its owner is there, and nothing is added without a recent
 * proof.
 */
class TakeoverIT {
  private static final String TELEGRAM = "/api/v1/me/telegram";
  private static final String PREFERENCES = "/api/v1/me/notification-preferences";
  private static final String STRANGERS = "vq8-Tundra-kiosk";
  private static final String OWNERS = "another-Velvet-moon-4";

  private final TestPlatform platform = TestPlatform.shared();
  private final TestMailbox mailbox = new TestMailbox(platform);
  private final TestReach reach = new TestReach(platform);
  private final String email = UUID.randomUUID() + "@takeover.example";
  private final long chat = ThreadLocalRandom.current().nextLong(1, 1L << 52);

  private Person signUp(String password) {
    var body = Map.of("email", email, "name", "Asha", "password", password);
    assertThat(Person.anonymous(platform).post("/api/v1/auth/sign-up", body).status())
        .isEqualTo(202);
    return Person.signIn(platform, email, password);
  }

  private static Map<String, Object> quiet(boolean digest) {
    return Map.of("choices", List.of(), "digest", digest, "digestAt", "08:00");
  }

  private String token(String words) {
    return mailbox.awaits(email, words).links().stream()
        .filter(link -> link.contains("token="))
        .map(link -> link.substring(link.indexOf("token=") + 6))
        .findFirst()
        .orElseThrow();
  }

  /** As if a stranger had found a way: the endpoints refuse it. */
  private void leaveBehind(String user) {
    platform
        .node()
        .platform()
        .database()
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute(
                  "insert into core.telegram_chat (user_id, chat, name, linked_at)"
                      + " values (?, ?, 'Mallory', now())",
                  user,
                  Long.toString(chat));
              handle.execute(
                  "insert into core.telegram_code (user_id, hash, expires_at)"
                      + " values (?, decode(md5(?), 'hex'), now() + interval '1 hour')",
                  user,
                  user);
              handle.execute(
                  "insert into core.notification_choice (user_id, type, channel, enabled)"
                      + " values (?, 'lead-new', 'mail', false)",
                  user);
              handle.execute(
                  "insert into core.notification_rhythm (user_id, digest, digest_at)"
                      + " values (?, true, '08:00')",
                  user);
            });
  }

  private long left(String user) {
    return platform
        .node()
        .platform()
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select (select count(*) from core.telegram_chat where user_id = :user)"
                            + " + (select count(*) from core.telegram_code where user_id = :user)"
                            + " + (select count(*) from core.push_subscription"
                            + " where user_id = :user)"
                            + " + (select count(*) from core.notification_choice"
                            + " where user_id = :user)"
                            + " + (select count(*) from core.notification_rhythm"
                            + " where user_id = :user)")
                    .bind("user", user)
                    .mapTo(Long.class)
                    .one());
  }

  @Test
  void anUnprovedAccountIsToldNowhere() {
    var stranger = signUp(STRANGERS);
    var browser = reach.browser("live").subscription();

    assertThat(stranger.post(TELEGRAM, Map.of("password", STRANGERS)).code())
        .isEqualTo("email_not_verified");
    assertThat(stranger.post("/api/v1/me/push", browser).code()).isEqualTo("email_not_verified");
    assertThat(stranger.put(PREFERENCES, quiet(true)).code()).isEqualTo("email_not_verified");
  }

  @Test
  void theFirstProofRemovesWhatWasThereBefore() {
    var user = signUp(OWNERS).id();
    leaveBehind(user);
    assertThat(left(user)).isEqualTo(4);

    var proof = Map.of("token", token("Confirm"), "password", OWNERS);
    assertThat(Person.anonymous(platform).post("/api/v1/auth/verify-email", proof).status())
        .isEqualTo(204);

    assertThat(left(user)).isZero();
  }

  @Test
  void anOwnerWhoComesByAnIssuerRemovesItToo() {
    var user = signUp(STRANGERS).id();
    leaveBehind(user);

    assertThat(OidcVisit.signIn(platform, email, "&verified=true").arrive(platform).status())
        .isEqualTo(200);

    assertThat(left(user)).isZero();
  }

  @Test
  void aResetRemovesIt() {
    var asha = Account.of(platform.newTenant());
    leaveBehind(asha.id());
    var anybody = Person.anonymous(platform);
    anybody.post("/api/v1/auth/forgot", Map.of("email", asha.email()));
    var link =
        mailbox.awaits(asha.email(), "password").links().stream()
            .filter(url -> url.contains("token="))
            .findFirst()
            .orElseThrow();
    var token = link.substring(link.indexOf("token=") + 6);

    var reset = Map.of("token", token, "password", OWNERS);
    assertThat(anybody.post("/api/v1/auth/reset", reset).status()).isEqualTo(204);

    assertThat(left(asha.id())).isZero();
    mailbox.awaits(asha.email(), "Your Telegram chat is not linked any more");
  }

  private Person asha() {
    return Person.of(platform, platform.newTenant().id(), Role.AGENT, "Asha");
  }

  private void link(Person who) {
    var code = who.post(TELEGRAM, Map.of("password", Person.PASSWORD)).json().path("code").asText();
    reach.say(chat, "private", "/start " + code);
    await().until(() -> reach.messages(chat).size() == 1);
  }

  private static boolean isLinked(Person who) {
    return !who.get(TELEGRAM).json().path("linkedAs").isNull();
  }

  @Test
  void aChatTakesThePasswordAndItsOwnerIsTold() {
    var asha = asha();
    assertThat(asha.post(TELEGRAM, Map.of()).code()).isEqualTo("wrong_password");
    assertThat(asha.post(TELEGRAM, Map.of("password", "a guess")).code())
        .isEqualTo("wrong_password");

    link(asha);

    mailbox.awaits(asha.email(), "The Telegram chat of Asha was linked");
  }

  @Test
  void aNewPasswordUnlinksTheChatAndKeepsWhatWasChosen() {
    var asha = asha();
    link(asha);
    assertThat(asha.put(PREFERENCES, quiet(true)).status()).isEqualTo(200);

    var change = Map.of("current", Person.PASSWORD, "password", OWNERS);
    assertThat(asha.post("/api/v1/me/password", change).status()).isEqualTo(204);

    assertThat(isLinked(asha)).isFalse();
    assertThat(asha.get(PREFERENCES).json().path("digest").asBoolean()).isTrue();
    mailbox.awaits(asha.email(), "Your Telegram chat is not linked any more");
  }

  @Test
  void signingOutEverywhereUnlinksTheChat() {
    var asha = asha();
    link(asha);

    assertThat(asha.post("/api/v1/auth/sign-out-everywhere", Map.of()).status()).isEqualTo(204);

    assertThat(isLinked(Person.signIn(platform, asha.email(), Person.PASSWORD))).isFalse();
  }

  /** security.md's F10: a stolen session of an account that has no password to ask for. */
  @Test
  void anAccountWithoutPasswordIsAskedToSignInAgain() {
    var first = OidcVisit.signIn(platform, email, "&verified=true").arrive(platform).json();
    var client = platform.client().bearing(first.path("token").asText());
    var user = first.path("user").path("id").asText();
    platform
        .node()
        .platform()
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update core.session set created_at = created_at - interval '11 minutes'"
                        + " where user_id = ?",
                    user));
    var ways =
        List.of(
            "two-step",
            "passkeys/options",
            "passkeys/pkey_1/delete",
            "accounts/microsoft",
            "accounts/google/unlink",
            "telegram");
    for (var way : ways) {
      assertThat(client.post("/api/v1/me/" + way, Map.of()).json().path("code").asText())
          .as(way)
          .isEqualTo("sign_in_again");
    }

    var again = OidcVisit.signIn(platform, email, "&verified=true").arrive(platform).json();
    var fresh = platform.client().bearing(again.path("token").asText());
    assertThat(fresh.post("/api/v1/me/two-step", Map.of()).status()).isEqualTo(200);
    assertThat(fresh.post("/api/v1/me/telegram", Map.of()).status()).isEqualTo(200);
    assertThat(fresh.post("/api/v1/me/accounts/google/unlink", Map.of()).status()).isEqualTo(204);
  }
}
