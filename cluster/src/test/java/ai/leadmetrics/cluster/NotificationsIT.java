package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Audience;
import ai.leadmetrics.streams.kit.Notice;
import ai.leadmetrics.streams.notifications.Teller;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Events become notifications: to the right people, by the ways they chose, once. On a platform of
 * its own: it moves the clock.
 */
class NotificationsIT {
  private static final String LIST = "/api/v1/notifications";
  private static final String PREFERENCES = "/api/v1/me/notification-preferences";

  /** 14:30 in India, where the test's businesses are. */
  private static final TestClock CLOCK = TestClock.at(Instant.parse("2026-11-21T09:00:00Z"));

  private static TestPlatform test;
  private static TestMailbox mailbox;
  private static Teller teller;

  private final TestTenant acme = test.newTenant();
  private final ApiClient owner = client(acme.id(), Role.ADMIN);
  private final String email = ApiClient.tree(owner.get("/api/v1/me")).path("email").asText();
  private final String user = ApiClient.tree(owner.get("/api/v1/me")).path("id").asText();
  private final EntityId entity = EntityId.next(acme.id(), Kind.CONVERSATION);

  @BeforeAll
  static void start() {
    test =
        TestPlatform.start(
            Map.of("leadmetrics.mail.sweep", "200ms", "leadmetrics.scheduler.poll", "200ms"),
            CLOCK);
    mailbox = new TestMailbox(test);
    teller = new Teller(test.node().platform());
  }

  @AfterAll
  static void stop() {
    test.close();
  }

  @Test
  void anEventThatComesAgainIsToldOnce() {
    var waiting = holding("conversation-waiting");

    CompletableFuture.allOf(
            IntStream.range(0, 20)
                .mapToObj(_ -> teller.tell(entity, 1, waiting).toCompletableFuture())
                .toArray(CompletableFuture[]::new))
        .join();

    mailbox.awaits(email, "waits for a person");
    tell(2, role("member"));
    mailbox.awaits(email, "Your role is now member");
    assertThat(titles())
        .containsExactly("Your role is now member", "A conversation needs a person");
    assertThat(mailbox.to(email)).hasSize(2);
  }

  @Test
  void aConversationThatNeedsAPersonRingsTheBellLive() {
    var socket = owner.live();
    socket.await("welcome");
    socket.say("{\"op\":\"subscribe\",\"topic\":\"notifications\"}");

    var submitted =
        acme.submit(Map.of("name", "Asha", "phone", "+919812345678", "message", "Call me please"));
    assertThat(submitted.status()).isEqualTo(200);

    var event = socket.await(message -> message.path("topic").asText().equals("notifications"));
    assertThat(unread()).isPositive();
    var told = items().getFirst();
    assertThat(told.path("type").asText()).isIn("conversation-waiting", "lead-new");
    assertThat(told.path("link").asText()).matches("/(inbox|leads)/[a-z]+_[0-9a-f]+");
    assertThat(event.path("entity").asText()).startsWith("note_");

    // One message may be told of as a lead and as a conversation, one a moment after the other.
    await()
        .until(
            () -> {
              owner.post(LIST + "/read", "{}");
              return unread() == 0;
            });
    assertThat(socket.await(message -> message.path("entity").asText().equals("all"))).isNotNull();
  }

  @Test
  void nobodyIsToldAsTheyDidNotChoose() {
    choose("\"choices\":[" + off("role-changed", "mail") + ',' + off("lead-new", "bell") + ']', "");

    tell(1, role("agent"));
    tell(2, holding("lead-new"));
    tell(3, holding("conversation-waiting"));

    mailbox.awaits(email, "waits for a person");
    assertThat(titles())
        .containsExactlyInAnyOrder("Your role is now agent", "A conversation needs a person");
    assertThat(mailbox.to(email)).hasSize(1);
  }

  @Test
  void securityNoticesCannotBeSwitchedOff() {
    choose(
        "\"choices\":["
            + off("operator-entered", "mail")
            + ','
            + off("operator-entered", "bell")
            + ']',
        "\"quiet\":{\"from\":\"00:00\",\"to\":\"23:59\"},");

    tell(1, operator());

    mailbox.awaits(email, "Our support looked into");
    assertThat(titles()).containsExactly("Support works in your account");
  }

  @Test
  void mailWaitsForTheEndOfQuietHoursAndTheBellDoesNot() {
    var now = CLOCK.instant();
    choose(
        "\"choices\":[]",
        "\"quiet\":{\"from\":\"" + clock(-1) + "\",\"to\":\"" + clock(2) + "\"},");

    tell(1, holding("conversation-waiting"));
    tell(2, operator());

    mailbox.awaits(email, "Our support looked into");
    assertThat(titles()).hasSize(2);
    assertThat(dueOf("conversation-waiting"))
        .isBetween(now.plus(Duration.ofMinutes(110)), now.plus(Duration.ofMinutes(121)));
    assertThat(mailbox.to(email)).hasSize(1);

    CLOCK.advance(Duration.ofMinutes(122));
    mailbox.awaits(email, "waits for a person");
  }

  @Test
  void whatIsNotUrgentComesInOneSummary() {
    choose("\"choices\":[]", "\"digest\":true,\"digestAt\":\"" + clock(3) + "\",");

    tell(1, role("agent"));
    tell(1, role("agent"));
    tell(2, role("viewer"));
    tell(3, holding("conversation-waiting"));
    mailbox.awaits(email, "waits for a person");
    assertThat(mailbox.to(email)).hasSize(1);

    CLOCK.advance(Duration.ofMinutes(181));
    var digest = mailbox.awaits(email, "Your day: 2 notifications");
    assertThat(digest.text()).contains("Your role is now agent", "Your role is now viewer");
    tell(1, role("agent"));
    CLOCK.advance(Duration.ofDays(1));
    tell(4, holding("conversation-waiting"));
    await().until(() -> mailbox.to(email).size() == 3);
    assertThat(mailbox.to(email))
        .filteredOn(mail -> mail.subject().startsWith("Your day"))
        .hasSize(1);
  }

  @Test
  void aNameWithALineBreakKeepsNoMailAndForgesNoHeader() {
    sql("update core.app_user set name = E'Asha\\r\\nBcc: eve@x.example' where id = ?", user);
    tell(1, holding("conversation-waiting"));

    var mail = mailbox.awaits(email, "waits for a person");

    assertThat(mail.headers()).noneMatch(header -> header.startsWith("Bcc"));
  }

  private static void sql(String statement, Object... values) {
    var jdbi = test.node().platform().database().jdbi();
    int changed = jdbi.withHandle(handle -> handle.execute(statement, values));
    assertThat(changed).isEqualTo(1);
  }

  @Test
  void datesAreThoseOfTheReadersClock() {
    var at = Instant.parse("2026-11-20T20:15:00Z");
    tell(1, operator().dated("at", at));
    assertThat(mailbox.awaits(email, "Our support looked into").text())
        .contains("21 November 2026, 01:45 (India Standard Time)");

    sql("update core.app_user set time_zone = 'America/New_York' where id = ?", user);
    tell(2, operator().dated("at", at));
    await().until(() -> mailbox.to(email).size() == 2);
    assertThat(mailbox.to(email))
        .anyMatch(mail -> mail.text().contains("15:15 (Eastern Standard Time)"));
  }

  @Test
  void whatWasToldAndSentLongAgoIsForgotten() {
    tell(1, holding("conversation-waiting"));
    mailbox.awaits(email, "waits for a person");
    assertThat(rows("core.notification", user) + rows("core.mail", email)).isEqualTo(2);

    CLOCK.advance(Duration.ofDays(91));
    await().until(() -> rows("core.mail", email) == 0);
    assertThat(rows("core.notification", user)).isEqualTo(1);
    CLOCK.advance(Duration.ofDays(90));
    // The run of that day may have been at work still when the clock moved: a later one follows.
    await()
        .until(
            () -> {
              CLOCK.advance(Duration.ofDays(1));
              return rows("core.notification", user) == 0;
            });
  }

  private static int rows(String table, String recipient) {
    return test.node()
        .platform()
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select count(*) from <table> where recipient = :recipient")
                    .define("table", table)
                    .bind("recipient", recipient)
                    .mapTo(Integer.class)
                    .one());
  }

  @Test
  void theBellIsOnesOwn() {
    var colleague = client(acme.id(), Role.AGENT);
    var viewer = client(acme.id(), Role.VIEWER);
    var stranger = client(test.newTenant().id(), Role.ADMIN);
    var operator = client(null, Role.SUPER_ADMIN);

    tell(1, holding("conversation-waiting"));
    teller
        .tell(
            entity,
            2,
            new Notice(
                TenantId.PLATFORM,
                new Audience.Platform(Permission.OPS_READ),
                "alarm",
                Map.of("code", "webhook_refused", "subject", "razorpay"),
                "/ops/alarms"))
        .toCompletableFuture()
        .join();

    assertThat(titles()).containsExactly("A conversation needs a person");
    assertThat(titles(colleague)).containsExactly("A conversation needs a person");
    assertThat(titles(viewer)).isEmpty();
    assertThat(titles(stranger)).isEmpty();
    assertThat(titles(operator)).contains("Alarm: a payment report was refused");
    var id = items().getFirst().path("id").asText();
    assertThat(colleague.post(LIST + '/' + id + "/read", "{}").statusCode()).isEqualTo(404);
    assertThat(stranger.post(LIST + '/' + id + "/read", "{}").statusCode()).isEqualTo(404);
    assertThat(owner.post(LIST + '/' + id + "/read", "{}").statusCode()).isEqualTo(204);
    assertThat(unread()).isZero();
  }

  @Test
  void operatorsSeeWhatBecameOfMailAndSendItAgain() {
    var operator = client(null, Role.SUPER_ADMIN);
    var test = "/api/v1/manage/mail/templates/test/test";
    assertThat(owner.post(test, "{\"to\":\"x@y.example\",\"language\":\"en\"}").statusCode())
        .isEqualTo(403);
    assertThat(operator.post(test, "{\"to\":\"x@y\\r\\n\",\"language\":\"en\"}").statusCode())
        .isEqualTo(400);
    var to = "bounce." + user.replace('_', '.') + "@hotel.example";
    assertThat(operator.post(test, "{\"to\":\"" + to + "\",\"language\":\"en\"}").statusCode())
        .isEqualTo(202);

    var outbox = "/api/v1/manage/mail/outbox";
    await().until(() -> first(operator, outbox + "?state=failed&to=" + to) != null);
    var id = first(operator, outbox + "?to=" + to).path("id").asText();
    assertThat(operator.post(outbox + '/' + id + "/retry", "{}").statusCode()).isEqualTo(202);
    await().until(() -> first(operator, outbox + "?state=suppressed&to=" + to) != null);
    assertThat(ApiClient.tree(operator.get("/api/v1/manage/mail/templates")).path("items"))
        .hasSizeGreaterThan(20);
  }

  private static ApiClient client(TenantId tenant, Role role) {
    return ApiClient.signedIn(test.node().platform(), tenant, role);
  }

  private void tell(long seq, Notice notice) {
    teller.tell(entity, seq, notice).toCompletableFuture().join();
  }

  private Notice holding(String type) {
    var all = new Audience.Holding(Permission.INBOX_REPLY);
    return new Notice(acme.id(), all, type, Map.of("name", "Ravi"), "/inbox/conv_1");
  }

  private Notice role(String role) {
    var values = Map.of("role", role, "before", "admin");
    return new Notice(acme.id(), new Audience.User(user), "role-changed", values, "/settings/team");
  }

  private Notice operator() {
    var values = Map.of("operator", "Platform operator", "reason", "help", "at", "now");
    return new Notice(
        acme.id(), new Audience.User(user), "operator-entered", values, "/settings/audit");
  }

  private static String off(String type, String channel) {
    return "{\"type\":\"%s\",\"channel\":\"%s\",\"enabled\":false}".formatted(type, channel);
  }

  private void choose(String choices, String more) {
    var digest = more.contains("digest") ? "" : "\"digest\":false,\"digestAt\":\"08:00\",";
    var answer = owner.put(PREFERENCES, '{' + more + digest + choices + '}');
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** The time in India so many hours from now. */
  private static String clock(int hours) {
    var india = CLOCK.instant().plus(Duration.ofMinutes(hours * 60L + 330)).toString();
    return india.substring(11, 16);
  }

  private Instant dueOf(String template) {
    return test.node()
        .platform()
        .database()
        .read(
            handle ->
                handle
                    .createQuery(
                        "select due_at from core.mail where recipient = :to and template = :name")
                    .bind("to", email)
                    .bind("name", template)
                    .mapTo(Instant.class)
                    .one())
        .toCompletableFuture()
        .join();
  }

  private int unread() {
    return ApiClient.tree(owner.get(LIST + "/unread")).path("count").asInt(-1);
  }

  private List<JsonNode> items() {
    return items(owner);
  }

  private static List<JsonNode> items(ApiClient client) {
    var items = ApiClient.tree(client.get(LIST)).path("items");
    return StreamSupport.stream(items.spliterator(), false).toList();
  }

  private List<String> titles() {
    return titles(owner);
  }

  private static List<String> titles(ApiClient client) {
    return items(client).stream().map(item -> item.path("title").asText()).toList();
  }

  private static JsonNode first(ApiClient client, String path) {
    return ApiClient.tree(client.get(path)).path("items").get(0);
  }
}
