package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.kit.Json;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Plans jobs; {@link Scheduling} runs them, on whichever node comes first. */
public final class Schedules {
  static final String TABLE = "core.scheduled_task";

  static final Serializer JSON =
      new Serializer() {
        @Override
        public byte[] serialize(Object data) {
          return Json.bytes(data);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
          return Json.read(new String(data, StandardCharsets.UTF_8), type);
        }
      };

  private final Database database;
  private final SchedulerClient client;

  public Schedules(Database database) {
    this.database = database;
    this.client =
        SchedulerClient.Builder.create(database.dataSource())
            .tableName(TABLE)
            .serializer(JSON)
            .build();
  }

  /**
   * Has the job done at an instant, at once where that has passed.
   *
   * @param instance planning the same one again moves it; nothing is ever planned twice
   */
  public <T> CompletionStage<Done> at(
      Instant instant, Job.OneTime<T> job, String instance, T data) {
    var task = TaskDescriptor.of(job.name(), job.type()).instance(instance).data(data);
    return run(
        () -> client.schedule(task.scheduledTo(instant), ScheduleOptions.WHEN_EXISTS_RESCHEDULE));
  }

  /** Forgets what was planned, where it was and does not run at this moment. */
  public CompletionStage<Done> cancel(Job.OneTime<?> job, String instance) {
    return run(
        () -> {
          var id = TaskInstanceId.of(job.name(), instance);
          if (client.getScheduledExecution(id).isPresent()) {
            client.cancel(id);
          }
        });
  }

  private CompletionStage<Done> run(Runnable work) {
    return CompletableFuture.runAsync(work, database.threads()).thenApply(_ -> Done.getInstance());
  }
}
