package ai.leadmetrics.streams.ops;

import ai.leadmetrics.protocol.ops.ScheduledJob;
import ai.leadmetrics.streams.kit.Contexts;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Job;
import ai.leadmetrics.streams.kit.Platform;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** What of the jobs the scheduler has done and will do. */
public final class JobStore {
  private record Row(String task, ScheduledJob.Run run, long waiting) {}

  private static final RowMapper<Row> ROW =
      (row, _) ->
          new Row(
              row.getString("task_name"),
              new ScheduledJob.Run(
                  row.getObject("next", OffsetDateTime.class).toInstant(),
                  row.getBoolean("running"),
                  ofNullable(row.getObject("last_success", OffsetDateTime.class)),
                  ofNullable(row.getObject("last_failure", OffsetDateTime.class)),
                  row.getInt("failures")),
              row.getLong("waiting"));

  private final Database database;
  private final List<Job> jobs;
  private final Clock clock;

  public JobStore(Platform platform) {
    this.database = platform.database();
    this.jobs = Contexts.jobs();
    this.clock = platform.clock();
  }

  /** Every job, whether anything is planned of it or not. */
  public CompletionStage<List<ScheduledJob>> list() {
    return database.read(
        handle -> {
          Map<String, Row> rows = new HashMap<>();
          handle
              .createQuery(
                  """
                  select task_name, min(execution_time) as next, bool_or(picked) as running,
                         max(last_success) as last_success, max(last_failure) as last_failure,
                         coalesce(max(consecutive_failures), 0) as failures, count(*) as waiting
                    from core.scheduled_task group by task_name
                  """)
              .map(ROW)
              .forEach(row -> rows.put(row.task(), row));
          return jobs.stream().map(job -> describe(job, rows)).toList();
        });
  }

  public boolean recurs(String name) {
    return jobs.stream().anyMatch(job -> job instanceof Job.Recurring && job.name().equals(name));
  }

  /** Has a recurring job run now; false where it runs at this moment. */
  public CompletionStage<Boolean> runNow(String name) {
    return database.transact(
        handle ->
            handle
                    .createUpdate(
                        "update core.scheduled_task set execution_time = :now,"
                            + " version = version + 1"
                            + " where task_name = :name and not picked")
                    .bind("name", name)
                    .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .execute()
                > 0);
  }

  private static ScheduledJob describe(Job job, Map<String, Row> rows) {
    var row = rows.get(job.name());
    var run = row == null ? null : row.run();
    long waiting = row == null ? 0 : row.waiting();
    return switch (job) {
      case Job.Recurring(var name, var summary, var rhythm, _) ->
          new ScheduledJob(name, summary, rhythm.toString(), waiting, run);
      case Job.OneTime<?>(var name, var summary, _, _) ->
          new ScheduledJob(name, summary, null, waiting, run);
    };
  }

  private static @Nullable Instant ofNullable(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
