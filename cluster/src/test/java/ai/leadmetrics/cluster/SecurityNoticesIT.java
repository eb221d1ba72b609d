package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.streams.ops.AlarmStore;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people must hear of: strange devices, changed factors, operators at work, alarms. */
class SecurityNoticesIT {

  private final TestPlatform platform = TestPlatform.shared();
  private final TestMailbox mailbox = new TestMailbox(platform);
  private final TestTenant tenant = platform.newTenant();
  private final Account asha = Account.of(tenant);

  private Person.Answer signIn(String userAgent) {
    return Person.as(platform, userAgent)
        .post("/api/v1/auth/sign-in", Map.of("email", asha.email(), "password", asha.password()));
  }

  @Test
  void aDeviceNeverSeenBeforeIsToldOfByMailAndBellAndAKnownOneIsNot() {
    var laptop = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    var phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1";
    signIn(laptop);
    signIn(laptop);
    var last = Person.of(platform, signIn(phone));

    mailbox.awaits(asha.email(), "New sign-in from Safari on iPhone");
    signIn(phone);
    signIn(laptop);
    last = Person.of(platform, signIn("Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"));
    mailbox.awaits(asha.email(), "New sign-in from Firefox on Windows");
    assertThat(mailbox.to(asha.email())).hasSize(2);
    assertThat(titles(last))
        .containsExactly(
            "New sign-in from Firefox on Windows", "New sign-in from Safari on iPhone");
  }

  @Test
  void whatOpensAnAccountDoesNotChangeUnnoticed() {
    var client = asha.signedIn();
    asha.turnTwoStepOn();
    mailbox.awaits(asha.email(), "Two-step sign-in is on");
    var locked = client.get("/api/v1/me/notification-preferences").json().path("types");
    assertThat(
            locked
                .valueStream()
                .filter(type -> type.path("type").asText().equals("sign-in-changed"))
                .toList())
        .singleElement()
        .matches(type -> type.path("locked").asBoolean());
  }

  @Test
  void theBusinessHearsOfAnOperatorAtOnce() {
    var owner = Person.signIn(platform, tenant.email(), tenant.password());
    var operator = Person.of(platform, null, Role.SUPER_ADMIN, "Olga Ops");
    var path = "/api/v1/tenants/" + tenant.id() + "/impersonation";
    assertThat(operator.post(path, Map.of("reason", "Ticket 4711")).status()).isEqualTo(200);

    mailbox.awaits(tenant.email(), "Our support looked into");
    assertThat(titles(owner)).contains("Support works in your account");
    assertThat(owner.get("/api/v1/notifications").text()).contains("Olga Ops", "Ticket 4711");
  }

  @Test
  void operatorsHearOfAnAlarmWhenItOpensAndNotAgainUntilSomebodyHasSeenIt() {
    var operator = Person.of(platform, null, Role.SUPER_ADMIN, "Olga Ops");
    var alarms = new AlarmStore(platform.node().platform());
    var subject = UUID.randomUUID().toString();
    for (int i = 0; i < 3; i++) {
      alarms.raise("test_alarm", subject, "detail " + i);
      int raised = i + 1;
      await().until(() -> count(operator, subject) == raised);
    }
    assertThat(told(operator, subject)).isEqualTo(1);

    var id =
        operator
            .get("/api/v1/ops/alarms")
            .items()
            .filter(alarm -> alarm.path("subject").asText().equals(subject))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asText();
    assertThat(operator.post("/api/v1/ops/alarms/" + id + "/acknowledge", Map.of()).status())
        .isLessThan(300);
    alarms.raise("test_alarm", subject, "again");
    await().until(() -> told(operator, subject) == 2);
  }

  private static long count(Person operator, String subject) {
    return operator
        .get("/api/v1/ops/alarms")
        .items()
        .filter(alarm -> alarm.path("subject").asText().equals(subject))
        .mapToLong(alarm -> alarm.path("count").asLong())
        .findFirst()
        .orElse(0);
  }

  private static long told(Person operator, String subject) {
    return operator
        .get("/api/v1/notifications?limit=200")
        .items()
        .filter(item -> item.path("body").asText().equals(subject))
        .count();
  }

  private static List<String> titles(Person who) {
    return who.get("/api/v1/notifications").items().map(i -> i.path("title").asText()).toList();
  }
}
