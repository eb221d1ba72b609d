package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.streams.kit.Audience;
import ai.leadmetrics.streams.kit.Notice;
import ai.leadmetrics.streams.notifications.Teller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * People are told in Telegram and in their browsers: those who asked for it, once. On a platform of
 * its own: it moves the clock, and retries are shortened.
 */
class ReachIT {
  private static final String TELEGRAM = "/api/v1/me/telegram";
  private static final String PUSH = "/api/v1/me/push";
  private static final String PREFERENCES = "/api/v1/me/notification-preferences";
  private static final TestClock CLOCK = TestClock.at(Instant.parse("2026-11-21T09:00:00Z"));

  private static TestPlatform test;
  private static Teller teller;
  private static TestReach reach;

  private final TestTenant acme = test.newTenant();
  private final Person asha = Person.of(test, acme.id(), Role.AGENT, "Asha");
  private final EntityId entity = EntityId.next(acme.id(), Kind.CONVERSATION);
  private final long chat = ThreadLocalRandom.current().nextLong(1, 1L << 52);

  @BeforeAll
  static void start() {
    test =
        TestPlatform.start(
            Map.of(
                "leadmetrics.mail.sweep",
                "200ms",
                "leadmetrics.auth.access",
                "12h",
                "leadmetrics.mail.backoff.shortest",
                "200ms"),
            CLOCK);
    teller = new Teller(test.node().platform());
    reach = new TestReach(test);
  }

  @AfterAll
  static void stop() {
    test.close();
  }

  @Test
  void aChatIsLinkedByACodeThatServesOnce() {
    assertThat(asha.get(TELEGRAM).json().path("bot").asText()).isEqualTo("sandbox_bot");
    var code = code(asha);

    assertThat(reach.say(chat, "private", "/start " + code)).isEqualTo(204);
    assertThat(asha.get(TELEGRAM).json().path("linkedAs").asText()).isEqualTo("Asha");
    await().until(() -> reach.messages(chat).size() == 1);

    reach.say(chat + 1, "private", "/start " + code);
    reach.say(chat + 1, "private", "/start " + "x".repeat(24));
    tell(1, waiting());
    await().until(() -> reach.messages(chat).size() == 2);
    assertThat(reach.messages(chat).getLast())
        .contains("A conversation needs a person")
        .endsWith("/inbox/conv_1");
    assertThat(reach.messages(chat + 1)).isEmpty();
  }

  @Test
  void aCodeRunsOutAndIsNoneOfAGroups() {
    var late = code(asha);
    CLOCK.advance(Duration.ofMinutes(11));
    reach.say(chat, "private", "/start " + late);
    var code = code(asha);
    reach.say(chat, "group", "/start " + code);
    assertThat(asha.get(TELEGRAM).json().path("linkedAs").isNull()).isTrue();

    reach.say(chat, "private", "/start " + code);
    assertThat(asha.get(TELEGRAM).json().path("linkedAs").asText()).isEqualTo("Asha");
    reach.say(chat, "private", "/stop");
    assertThat(asha.get(TELEGRAM).json().path("linkedAs").isNull()).isTrue();
  }

  @Test
  void onlyTelegramTellsWhatTheBotWasWritten() {
    var update =
        Map.of("message", Map.of("chat", Map.of("id", chat, "type", "private"), "text", "/stop"));
    var anybody = Person.anonymous(test).post("/api/v1/telegram/updates", update);
    assertThat(anybody.status()).isEqualTo(403);
  }

  @Test
  void anEventThatComesAgainIsToldOnceByEveryWay() {
    link(asha);
    var browser = reach.browser("live");
    subscribe(asha, browser);

    CompletableFuture.allOf(
            IntStream.range(0, 20)
                .mapToObj(_ -> teller.tell(entity, 1, waiting()).toCompletableFuture())
                .toArray(CompletableFuture[]::new))
        .join();
    tell(2, operator());

    await().until(() -> browser.pushed().size() == 2);
    await().until(() -> reach.messages(chat).size() == 3);
    assertThat(browser.pushed())
        .extracting(push -> push.path("title").asText())
        .containsExactlyInAnyOrder(
            "A conversation needs a person", "Support works in your account");
    var raw = browser.raw().get(0);
    assertThat(raw.path("encoding").asText()).isEqualTo("aes128gcm");
    assertThat(raw.path("authorization").asText())
        .endsWith("k=" + asha.get(PUSH).json().path("key").asText());
    assertThat(raw.path("body").asText()).isNotBlank();
  }

  @Test
  void quietHoursAndChoicesHoldForEveryWay() {
    link(asha);
    var browser = reach.browser("live");
    subscribe(asha, browser);
    var types = asha.get(PREFERENCES).json();
    assertThat(types.path("channels").toString()).contains("telegram", "push");
    choose("conversation-waiting", false, "push");
    choose("role-changed", true, "telegram");

    tell(1, waiting());
    tell(2, of("role-changed"));
    tell(3, operator());

    // Security waits for nothing; the rest for the end of the night.
    await().until(() -> browser.pushed().size() == 1);
    await().until(() -> reach.messages(chat).size() == 2);
    CLOCK.advance(Duration.ofHours(4));
    await().until(() -> reach.messages(chat).size() == 4);
    assertThat(reach.messages(chat))
        .anyMatch(text -> text.startsWith("Your role is now viewer"))
        .anyMatch(text -> text.startsWith("A conversation needs a person"));
    assertThat(browser.pushed()).hasSize(1);
  }

  @Test
  void whatWaitedForTheMorningIsNotForAChatOrABrowserThatWasLeftMeanwhile() {
    var shared = Person.signIn(test, asha.email(), Person.PASSWORD);
    var left = reach.browser("live");
    var kept = reach.browser("live");
    link(asha);
    subscribe(shared, left);
    subscribe(asha, kept);
    choose("role-changed", true, "telegram");
    tell(1, waiting());

    assertThat(asha.delete(TELEGRAM).status()).isEqualTo(204);
    assertThat(shared.post("/api/v1/auth/sign-out", Map.of()).status()).isEqualTo(204);
    CLOCK.advance(Duration.ofHours(4));

    await().until(() -> kept.pushed().size() == 1);
    await().until(() -> waitingParcels() == 0);
    assertThat(reach.messages(chat)).hasSize(1);
    assertThat(left.pushed()).isEmpty();
  }

  private long waitingParcels() {
    return test.node()
        .platform()
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select count(*) from core.mail where tenant = :tenant"
                            + " and state in ('QUEUED', 'ATTEMPTED')")
                    .bind("tenant", acme.id().value())
                    .mapTo(Long.class)
                    .one());
  }

  @Test
  void whoBlocksTheBotIsForgotten() {
    link(asha);
    reach.block(chat);
    tell(1, waiting());
    await().until(() -> asha.get(TELEGRAM).json().path("linkedAs").isNull());
  }

  @Test
  void aBrowserWhoseSubscriptionHasEndedIsForgotten() {
    var browser = reach.browser("gone");
    subscribe(asha, browser);
    assertThat(asha.get(PUSH).json().path("browsers")).hasSize(1);
    tell(1, waiting());
    await().until(() -> asha.get(PUSH).json().path("browsers").isEmpty());
  }

  @Test
  void aBrowserThatWasSignedOutOfIsToldNoMore() {
    var shared = Person.signIn(test, asha.email(), Person.PASSWORD);
    var left = reach.browser("live");
    var kept = reach.browser("live");
    subscribe(shared, left);
    subscribe(asha, kept);
    assertThat(shared.post("/api/v1/auth/sign-out", Map.of()).status()).isEqualTo(204);

    tell(1, waiting());

    await().until(() -> kept.pushed().size() == 1);
    assertThat(left.pushed()).isEmpty();
    var id = asha.get(PUSH).json().at("/browsers/0/id").asText();
    var stranger = Person.of(test, test.newTenant().id(), Role.AGENT, "Mallory");
    assertThat(stranger.delete(PUSH + '/' + id).status()).isEqualTo(404);
    assertThat(asha.delete(PUSH + '/' + id).status()).isEqualTo(204);
    assertThat(asha.get(PUSH).json().path("browsers")).isEmpty();
  }

  @Test
  void onlyPushServicesAreEverCalled() {
    var good = reach.browser("live").subscription();
    for (var address :
        List.of(
            "http://169.254.169.254/latest/meta-data",
            test.url() + "/api/v1/me",
            "https://fcm.googleapis.com.evil.example/x")) {
      var bad = Map.of("endpoint", address, "key", good.get("key"), "auth", good.get("auth"));
      assertThat(asha.post(PUSH, bad).status()).as(address).isEqualTo(400);
    }
    var offCurve = TestReach.base64(new byte[65]);
    var bad = Map.of("endpoint", good.get("endpoint"), "key", offCurve, "auth", good.get("auth"));
    assertThat(asha.post(PUSH, bad).status()).isEqualTo(400);
    assertThat(asha.get(PUSH).json().path("browsers")).isEmpty();
  }

  private static String code(Person who) {
    var answer = who.post(TELEGRAM, Map.of("password", Person.PASSWORD));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("code").asText();
  }

  private void link(Person who) {
    reach.say(chat, "private", "/start " + code(who));
    await().until(() -> reach.messages(chat).size() == 1);
  }

  private static void subscribe(Person who, TestReach.Browser browser) {
    var answer = who.post(PUSH, browser.subscription());
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }

  /** One choice, and quiet hours from an hour ago to three from now. */
  private void choose(String type, boolean enabled, String channel) {
    var choice = Map.of("type", type, "channel", channel, "enabled", enabled);
    var answer =
        asha.put(
            PREFERENCES,
            Map.of(
                "choices",
                List.of(choice),
                "quiet",
                Map.of("from", clock(-1), "to", clock(3)),
                "digest",
                false,
                "digestAt",
                "08:00"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  /** The time in India so many hours from now. */
  private static String clock(int hours) {
    var india = CLOCK.instant().plus(Duration.ofMinutes(hours * 60L + 330)).toString();
    return india.substring(11, 16);
  }

  private void tell(long seq, Notice notice) {
    teller.tell(entity, seq, notice).toCompletableFuture().join();
  }

  private Notice waiting() {
    return of("conversation-waiting");
  }

  private Notice operator() {
    return of("operator-entered");
  }

  private Notice of(String type) {
    var values = Map.of("role", "viewer", "before", "agent", "operator", "Olga", "reason", "help");
    return new Notice(acme.id(), new Audience.User(asha.id()), type, values, "/inbox/conv_1");
  }
}
