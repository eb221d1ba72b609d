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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What was told to wait is not for who has left the business meanwhile. On a platform of its own:
 * it moves the clock.
 */
class LeaversIT {
  /** 14:30 in India, where the test's businesses are. */
  private static final TestClock CLOCK = TestClock.at(Instant.parse("2026-11-21T09:00:00Z"));

  private static TestPlatform test;
  private static TestMailbox mailbox;

  private final TenantId acme = test.newTenant().id();
  private final Person asha = Person.of(test, acme, Role.AGENT, "Asha");
  private final EntityId entity = EntityId.next(acme, Kind.CONVERSATION);

  @BeforeAll
  static void start() {
    test =
        TestPlatform.start(
            Map.of(
                "leadmetrics.mail.sweep",
                "200ms",
                "leadmetrics.scheduler.poll",
                "200ms",
                "leadmetrics.auth.access",
                "12h"),
            CLOCK);
    mailbox = new TestMailbox(test);
  }

  @AfterAll
  static void stop() {
    test.close();
  }

  @Test
  void aSummaryTellsNothingOfABusinessThatOneHasLeft() {
    var other = test.newTenant().id();
    choose(Map.of("choices", List.of(), "digest", true, "digestAt", "17:30"));
    tell(1, role(acme, "agent"));
    tell(2, role(other, "manager"));
    sql("insert into core.membership values (?, ?, 'manager', now())", other);
    sql("delete from core.membership where tenant = ? and user_id = ?", acme);

    CLOCK.moveTo(CLOCK.instant().plus(Duration.ofDays(1)));

    assertThat(mailbox.awaits(asha.email(), "Your day").text())
        .contains("Your role is now manager")
        .doesNotContain("Your role is now agent");
  }

  @Test
  void whatWaitsForTheEndOfTheNightIsNotSentToWhoHasLeft() {
    var night = Map.of("from", "00:00", "to", "23:59");
    choose(Map.of("choices", List.of(), "quiet", night, "digest", false, "digestAt", "08:00"));
    tell(1, waiting());
    assertThat(states()).containsExactly("QUEUED");
    sql("delete from core.membership where tenant = ? and user_id = ?", acme);

    CLOCK.advance(Duration.ofDays(1));

    await().until(() -> states().equals(List.of("FAILED")));
    assertThat(mailbox.to(asha.email())).isEmpty();
  }

  private void choose(Map<String, ?> choices) {
    var answer = asha.put("/api/v1/me/notification-preferences", choices);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private void tell(long seq, Notice notice) {
    new Teller(test.node().platform()).tell(entity, seq, notice).toCompletableFuture().join();
  }

  private Notice waiting() {
    var all = new Audience.Holding(Permission.INBOX_REPLY);
    return new Notice(acme, all, "conversation-waiting", Map.of(), "/inbox/conv_1");
  }

  private Notice role(TenantId tenant, String role) {
    var values = Map.of("role", role, "before", "admin");
    return new Notice(tenant, new Audience.User(asha.id()), "role-changed", values, "/settings");
  }

  private void sql(String statement, TenantId tenant) {
    int changed =
        test.node()
            .platform()
            .database()
            .jdbi()
            .withHandle(handle -> handle.execute(statement, tenant.value(), asha.id()));
    assertThat(changed).isEqualTo(1);
  }

  private List<String> states() {
    return test.node()
        .platform()
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select state from core.mail where recipient = :to")
                    .bind("to", asha.email())
                    .mapTo(String.class)
                    .list());
  }
}
