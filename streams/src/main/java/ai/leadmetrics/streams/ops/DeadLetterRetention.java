package ai.leadmetrics.streams.ops;

import ai.leadmetrics.streams.kit.Job;
import ai.leadmetrics.streams.kit.Platform;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Removes old dead letters in every state, because they hold what customers wrote. */
public final class DeadLetterRetention {
  public static final Job.Recurring JOB =
      new Job.Recurring(
          "ops.dead-letters.retention",
          "Removes dead letters after the days that leadmetrics.ingest.dead-letters.keep says.",
          new Job.Rhythm.Daily(LocalTime.of(3, 50), ZoneId.of("UTC")),
          DeadLetterRetention::run);

  /** Rows per statement: each must stay far below the database's time limit. */
  private static final int BATCH = 1_000;

  private DeadLetterRetention() {}

  private static CompletionStage<Integer> run(Platform platform, Instant now) {
    var keep = platform.config().getDuration("leadmetrics.ingest.dead-letters.keep");
    return remove(platform, now.minus(keep), 0);
  }

  private static CompletionStage<Integer> remove(Platform platform, Instant before, int already) {
    return platform
        .database()
        .transact(
            handle ->
                handle
                    .createUpdate(
                        "delete from core.dead_letter where seq in (select seq from"
                            + " core.dead_letter where received_at < :before limit :batch)")
                    .bind("before", before.atOffset(ZoneOffset.UTC))
                    .bind("batch", BATCH)
                    .execute())
        .thenCompose(
            gone ->
                gone < BATCH
                    ? CompletableFuture.completedFuture(already + gone)
                    : remove(platform, before, already + gone));
  }
}
