package ai.leadmetrics.streams.identity;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.cluster.TestPlatform;
import ai.leadmetrics.cluster.TestTenant;
import ai.leadmetrics.streams.identity.MailedLinks.Purpose;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MailedLinksIT {
  private final TestPlatform platform = TestPlatform.shared();
  private final String user = owner(platform.newTenant());

  @Test
  void oldLinksOfOneWhoAsksAgainAndAgainAreForgotten() {
    var start = Instant.parse("2026-03-04T05:06:07Z");
    for (int day = 0; day < 10; day++) {
      issue(start.plus(Duration.ofDays(day)));
      issue(start.plus(Duration.ofDays(day)).plusSeconds(60));
    }

    assertThat(kept()).isEqualTo(2);
  }

  private String owner(TestTenant tenant) {
    return platform
        .node()
        .platform()
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select user_id from core.membership where tenant = :tenant limit 1")
                    .bind("tenant", tenant.id().value())
                    .mapTo(String.class)
                    .one());
  }

  private void issue(Instant at) {
    platform
        .node()
        .platform()
        .database()
        .jdbi()
        .useTransaction(
            handle -> MailedLinks.replace(handle, Purpose.RESET, user, at, Duration.ofHours(1)));
  }

  private long kept() {
    return platform
        .node()
        .platform()
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select count(*) from core.mailed_link where user_id = :user and purpose ="
                            + " :purpose")
                    .bind("user", user)
                    .bind("purpose", Purpose.RESET.wire())
                    .mapTo(Long.class)
                    .one());
  }
}
