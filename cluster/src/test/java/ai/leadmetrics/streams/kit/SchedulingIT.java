package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.cluster.TestClock;
import ai.leadmetrics.cluster.TestPlatform;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs on two nodes that share a database, under a clock that the test moves. */
class SchedulingIT {
  private static final Instant NOON = Instant.parse("2027-02-28T12:00:00Z");

  private final String unique = UUID.randomUUID().toString();
  private final TestClock clock = TestClock.at(NOON);
  private final Platform platform = platform(clock);
  private final Schedules schedules = new Schedules(platform.database());
  private final Queue<String> done = new ConcurrentLinkedQueue<>();
  private final List<StreamTask.Running> nodes = new ArrayList<>();

  record Reminder(String text) {}

  private final Job.OneTime<Reminder> remind =
      new Job.OneTime<>("remind-" + unique, "", Reminder.class, (_, _, it) -> note(it.text()));

  private CompletionStage<?> note(String what) {
    done.add(what);
    return CompletableFuture.completedFuture(what);
  }

  private static Platform platform(TestClock clock) {
    var shared = TestPlatform.shared().node().platform();
    return new Platform(
        shared.system(),
        ConfigFactory.parseString("leadmetrics.scheduler.poll = 100ms")
            .withFallback(shared.config()),
        shared.database(),
        shared.kafka(),
        shared.entities(),
        shared.metrics(),
        shared.secrets(),
        clock);
  }

  private void startTwoNodes(Job... jobs) {
    nodes.add(new Scheduling(List.of(jobs)).start(platform));
    nodes.add(new Scheduling(List.of(jobs)).start(platform));
  }

  @AfterEach
  void stop() {
    nodes.forEach(node -> node.stop().toCompletableFuture().join());
    platform
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "delete from core.scheduled_task where task_name like '%' || ?", unique));
  }

  @Test
  void aJobWaitsForItsTimeAndRunsOnce() {
    startTwoNodes(remind);
    for (int i = 0; i < 20; i++) {
      join(schedules.at(NOON.plus(Duration.ofDays(1)), remind, "r" + i, new Reminder("no " + i)));
    }
    join(schedules.at(NOON, remind, "now", new Reminder("at once")));
    await().untilAsserted(() -> assertThat(done).containsExactly("at once"));
    clock.advance(Duration.ofDays(1));
    await().untilAsserted(() -> assertThat(done).hasSize(21).doesNotHaveDuplicates());
  }

  @Test
  void planningAgainMovesAndCancellingForgets() {
    join(schedules.at(NOON, remind, "a", new Reminder("too early")));
    join(schedules.at(NOON.plus(Duration.ofHours(1)), remind, "a", new Reminder("moved")));
    join(schedules.at(NOON, remind, "b", new Reminder("cancelled")));
    join(schedules.cancel(remind, "b"));
    join(schedules.cancel(remind, "never planned"));
    join(schedules.at(NOON, remind, "c", new Reminder("last")));
    startTwoNodes(remind);
    await().untilAsserted(() -> assertThat(done).containsExactly("last"));
    clock.advance(Duration.ofHours(1));
    await().untilAsserted(() -> assertThat(done).containsExactly("last", "moved"));
  }

  @Test
  void oneThatFailsIsTriedAgainLater() {
    var fails =
        new Job.OneTime<>(
            "fails-" + unique,
            "",
            Reminder.class,
            (_, _, it) -> {
              done.add(it.text());
              return done.size() < 3
                  ? CompletableFuture.failedFuture(new IllegalStateException("not yet"))
                  : CompletableFuture.completedFuture("");
            });
    startTwoNodes(fails);
    join(schedules.at(NOON, fails, "f", new Reminder("try")));
    await()
        .untilAsserted(
            () -> {
              clock.advance(Duration.ofSeconds(5));
              assertThat(done).hasSize(3);
            });
  }

  @Test
  void aRecurringJobRunsOncePerDayOfTheClockOnTwoNodes() {
    var daily =
        new Job.Recurring(
            "daily-" + unique,
            "",
            new Job.Rhythm.Daily(LocalTime.of(3, 0), ZoneOffset.UTC),
            (_, now) -> note(now.atOffset(ZoneOffset.UTC).toLocalDate().toString()));
    startTwoNodes(daily);
    clock.moveTo(Instant.parse("2027-03-01T03:00:01Z"));
    await().untilAsserted(() -> assertThat(done).containsExactly("2027-03-01"));
    await().untilAsserted(() -> assertThat(next()).isEqualTo("2027-03-02T03:00:00Z"));
    clock.moveTo(Instant.parse("2027-03-02T03:00:01Z"));
    await().untilAsserted(() -> assertThat(done).containsExactly("2027-03-01", "2027-03-02"));
  }

  private String next() {
    return platform
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select execution_time from core.scheduled_task"
                            + " where task_name = :name and not picked")
                    .bind("name", "daily-" + unique)
                    .mapTo(Instant.class)
                    .findOne()
                    .map(Instant::toString)
                    .orElse(""));
  }

  private static void join(CompletionStage<?> stage) {
    stage.toCompletableFuture().join();
  }
}
