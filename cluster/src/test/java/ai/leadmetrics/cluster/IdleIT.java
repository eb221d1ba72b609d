package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.streams.kit.Database;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdleIT {
  /**
   * In all: journal, relay, views, sessions, health. Outside transactions a commit is a statement.
   */
  @Test
  void aQuietNodeAsksTheDatabaseLittle() {
    var database = TestPlatform.shared().node().platform().database();
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(commitsPerSecond(database)).isLessThan(30));
  }

  private static double commitsPerSecond(Database database) {
    long before = commits(database);
    long started = System.nanoTime();
    await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(30)).until(() -> true);
    return (commits(database) - before) * 1e9 / (System.nanoTime() - started);
  }

  private static long commits(Database database) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select sum(xact_commit + xact_rollback) from pg_stat_database")
                    .mapTo(Long.class)
                    .one());
  }
}
