package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.notifications.Mail;
import ai.leadmetrics.streams.notifications.MailStore;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Mail goes out once, and what became of each is known. On a platform of its own: retries and
 * sweeps of the outbox are shortened, and the mail server fails.
 */
class MailIT {
  private static TestPlatform platform;
  private static TestMailbox mailbox;
  private static MailStore store;

  private final String unique = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    platform =
        TestPlatform.start(
            Map.of(
                "leadmetrics.mail.timeout", "1s",
                "leadmetrics.mail.sweep", "200ms",
                "leadmetrics.mail.interrupted-after", "3s",
                "leadmetrics.mail.backoff.shortest", "100ms",
                "leadmetrics.mail.backoff.longest", "200ms"));
    mailbox = new TestMailbox(platform);
    store = new MailStore(platform.node().platform());
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @Test
  void theSameIdIsSentOnceHoweverOftenItIsQueued() {
    var to = address("once");

    CompletableFuture.allOf(
            IntStream.range(0, 30)
                .mapToObj(_ -> store.queue(mail("1", to, "Asha")).toCompletableFuture())
                .toArray(CompletableFuture[]::new))
        .join();

    awaitState("1", "SENT");
    store.queue(mail("1", to, "Asha")).toCompletableFuture().join();
    store.queue(mail("2", to, "Asha")).toCompletableFuture().join();
    awaitState("2", "SENT");
    assertThat(mailbox.to(to))
        .extracting(TestMailbox.Mail::messageId)
        .containsExactly(
            '<' + id("2") + "@leadmetrics.example>", '<' + id("1") + "@leadmetrics.example>");
  }

  @Test
  void aMailThatCannotBeOpenedKeepsNoOtherFromGoingOut() {
    var to = address("sealed");
    platform
        .node()
        .platform()
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into core.mail (id, channel, recipient, name, template, language,"
                        + " sealed, created_at, due_at) values (?, 'mail', ?, 'Asha',"
                        + " 'reset-password', 'en', 'of another key'::bytea, now(), now())",
                    id("1"),
                    to));

    store.queue(mail("2", to, "Asha")).toCompletableFuture().join();

    awaitState("2", "SENT");
    awaitState("1", "FAILED");
    assertThat(mailbox.to(to)).hasSize(1);
  }

  @Test
  void aMailHasBothPartsAndItsLinks() {
    var to = address("parts");

    store.queue(mail("1", to, "Asha")).toCompletableFuture().join();

    var mail = mailbox.awaits(to, "Choose a new password");
    assertThat(mail.links())
        .first()
        .isEqualTo(
            "http://localhost:%d/reset?token=a&b"
                .formatted(platform.config().getInt("leadmetrics.http.port")));
    assertThat(mail.html()).contains("Hello Asha,", "/reset?token=a&amp;b\"");
    awaitState("1", "SENT");
    assertThat(column("1", "octet_length(sealed)::text")).isEqualTo("0");
  }

  @Test
  void nothingIsSentForATransactionThatIsTakenBack() {
    var to = address("back");

    platform
        .node()
        .platform()
        .database()
        .transact(
            handle -> {
              store.queue(handle, mail("1", to, "Asha"));
              handle.rollback();
              return true;
            })
        .toCompletableFuture()
        .join();
    store.queue(mail("2", to, "Asha")).toCompletableFuture().join();

    awaitState("2", "SENT");
    assertThat(mailbox.to(to)).hasSize(1);
  }

  @Test
  void aTemporaryRefusalIsTriedAgain() {
    var to = address("busy");

    store.queue(mail("1", to, "Asha")).toCompletableFuture().join();

    awaitState("1", "SENT");
    assertThat(column("1", "attempts::text")).isEqualTo("3");
    assertThat(mailbox.to(to)).hasSize(1);
  }

  @Test
  void anAddressThatDoesNotExistIsWrittenToNoMore() {
    var to = address("bounce");
    store.queue(mail("1", to, "Asha")).toCompletableFuture().join();
    awaitState("1", "FAILED");
    assertThat(column("1", "error")).contains("No such mailbox");

    store.queue(mail("2", to.toUpperCase(Locale.ROOT), "Asha")).toCompletableFuture().join();

    awaitState("2", "SUPPRESSED");
  }

  @Test
  void aMailThatIsNotLikedSuppressesNobody() {
    var to = address("spam");

    store.queue(mail("1", to, "Asha")).toCompletableFuture().join();
    awaitState("1", "FAILED");
    store.queue(mail("2", to, "Asha")).toCompletableFuture().join();

    awaitState("2", "FAILED");
    assertThat(column("2", "error")).contains("We do not like");
  }

  @Test
  void withoutAnAnswerNobodyKnowsAndNobodySendsAgain() {
    var to = address("silent");

    store.queue(mail("1", to, "Asha")).toCompletableFuture().join();

    awaitState("1", "UNKNOWN");
    assertThat(column("1", "attempts::text")).isEqualTo("1");
    assertThat(mailbox.to(to)).hasSize(1);
  }

  /** The row is as a node leaves it that dies between its attempt and the outcome. */
  @Test
  void whatACrashInterruptedIsNotSentAgain() {
    var to = address("crash");
    var database = platform.node().platform().database();
    database
        .transact(
            handle -> {
              store.queue(handle, mail("1", to, "Asha"));
              return handle.execute(
                  "update core.mail set state = 'ATTEMPTED', attempts = 1,"
                      + " attempted_at = now() where id = ?",
                  id("1"));
            })
        .toCompletableFuture()
        .join();

    awaitState("1", "UNKNOWN");
    assertThat(column("1", "error")).isEqualTo("interrupted");
    assertThat(mailbox.to(to)).isEmpty();
  }

  @Test
  void noNameAndNoValueForgesAHeader() {
    var to = address("forged");
    var forged = "Asha\r\nBcc: all@hotel.example\r\n\r\n<h1>Hello</h1>";

    store
        .queue(
            new Mail(
                unique + "1",
                null,
                to,
                forged,
                "notice",
                Map.of("title", forged, "text", ""),
                "en"))
        .toCompletableFuture()
        .join();

    awaitState("1", "SENT");
    var mail = mailbox.to(to).getFirst();
    assertThat(mail.headers()).noneMatch(header -> header.startsWith("Bcc"));
    assertThat(mail.headers()).filteredOn(header -> header.startsWith("To:")).hasSize(1);
    assertThat(mail.subject()).startsWith("Asha Bcc: all@hotel.example");
    assertThat(mailbox.to("all@hotel.example")).isEmpty();
  }

  private Mail mail(String id, String to, String name) {
    return new Mail(
        unique + id, null, to, name, "reset-password", Map.of("link", "/reset?token=a&b"), "en");
  }

  private String address(String kind) {
    return kind + '.' + unique + "@hotel.example";
  }

  private String id(String id) {
    return Ids.derived(Kind.MAIL, unique + id);
  }

  private void awaitState(String id, String state) {
    await().untilAsserted(() -> assertThat(column(id, "state")).isEqualTo(state));
  }

  private String column(String id, String column) {
    return platform
        .node()
        .platform()
        .database()
        .read(
            handle ->
                handle
                    .createQuery("select " + column + " from core.mail where id = :id")
                    .bind("id", id(id))
                    .mapTo(String.class)
                    .one())
        .toCompletableFuture()
        .join();
  }
}
