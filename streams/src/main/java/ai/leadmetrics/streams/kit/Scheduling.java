package ai.leadmetrics.streams.kit;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import org.apache.pekko.Done;

/** Runs jobs when they are due: each once, on one of the nodes that have the role. */
public final class Scheduling implements StreamTask {
  private final List<Job> jobs;

  public Scheduling(List<Job> jobs) {
    this.jobs = List.copyOf(jobs);
  }

  @Override
  public String name() {
    return "scheduler";
  }

  @Override
  public String role() {
    return "entities";
  }

  @Override
  public Running start(Platform platform) {
    var config = platform.config().getConfig("leadmetrics.scheduler");
    var recurring = new ArrayList<RecurringTask<?>>();
    var oneTime = new ArrayList<Task<?>>();
    for (var job : jobs) {
      switch (job) {
        case Job.Recurring again -> recurring.add(task(platform, again));
        case Job.OneTime<?> once -> oneTime.add(task(platform, once));
      }
    }
    var scheduler =
        Scheduler.create(platform.database().dataSource(), oneTime)
            .startTasks(recurring)
            .tableName(Schedules.TABLE)
            .serializer(Schedules.JSON)
            .clock(platform.clock()::instant)
            .pollingInterval(config.getDuration("poll"))
            .heartbeatInterval(config.getDuration("heartbeat"))
            .shutdownMaxWait(config.getDuration("stop-timeout"))
            .threads(config.getInt("parallelism"))
            .executorService(
                Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("scheduled-", 0).factory()))
            .build();
    scheduler.start();
    return new Running() {
      @Override
      public String state() {
        return scheduler.getSchedulerState().isShuttingDown() ? "stopped" : "running";
      }

      @Override
      public CompletionStage<Done> stop() {
        return CompletableFuture.runAsync(scheduler::stop, platform.database().threads())
            .thenApply(_ -> Done.getInstance());
      }
    };
  }

  private static RecurringTask<Void> task(Platform platform, Job.Recurring job) {
    return Tasks.recurring(job.name(), schedule(job.rhythm()))
        .execute((_, _) -> await(job.work().run(platform, platform.clock().instant())));
  }

  private static Schedule schedule(Job.Rhythm rhythm) {
    return switch (rhythm) {
      case Job.Rhythm.Daily(var at, var zone) -> new Daily(zone, at);
      case Job.Rhythm.Every(var pause) -> FixedDelay.of(pause);
    };
  }

  private static <T> OneTimeTask<T> task(Platform platform, Job.OneTime<T> job) {
    return Tasks.oneTime(job.name(), job.type())
        .onFailure((complete, operations) -> retry(platform, complete, operations))
        .execute(
            (instance, _) ->
                await(job.work().run(platform, platform.clock().instant(), instance.getData())));
  }

  private static <T> void retry(
      Platform platform, ExecutionComplete complete, ExecutionOperations<T> operations) {
    int failures = Math.min(complete.getExecution().consecutiveFailures, 10);
    var pause = Duration.ofSeconds(5L << failures);
    operations.reschedule(complete, platform.clock().instant().plus(pause));
  }

  /** On a virtual thread of the scheduler's. */
  private static void await(CompletionStage<?> work) {
    work.toCompletableFuture().join();
  }
}
