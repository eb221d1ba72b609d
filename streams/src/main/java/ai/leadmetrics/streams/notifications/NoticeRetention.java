package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.streams.kit.Job;
import ai.leadmetrics.streams.kit.Platform;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets what was told and sent long ago. */
public final class NoticeRetention {
  public static final Job.Recurring JOB =
      new Job.Recurring(
          "notifications.retention",
          "Forgets notifications and mails after the days that leadmetrics.notices.keep says.",
          new Job.Rhythm.Daily(LocalTime.of(3, 40), ZoneId.of("UTC")),
          NoticeRetention::run);

  private static final Logger LOG = LoggerFactory.getLogger(NoticeRetention.class);

  /** Rows per statement: each must stay far below the database's time limit. */
  private static final int BATCH = 5_000;

  private static final String OUTBOX =
      "delete from core.mail where id in (select id from core.mail where settled_at is not null"
          + " and created_at < :before limit :batch)";

  /** What still waits for a digest is told first. */
  private static final String NOTIFICATIONS =
      "delete from core.notification where id in (select id from core.notification"
          + " where at < :before and (not in_digest or digested_at is not null) limit :batch)";

  private static final String CODES =
      "delete from core.telegram_code where user_id in (select user_id from core.telegram_code"
          + " where expires_at < :before limit :batch)";

  private NoticeRetention() {}

  private static CompletionStage<Integer> run(Platform platform, Instant now) {
    var keep = platform.config().getConfig("leadmetrics.notices.keep");
    return forget(platform, OUTBOX, now.minus(keep.getDuration("outbox")), 0)
        .thenCompose(
            mails ->
                forget(platform, NOTIFICATIONS, now.minus(keep.getDuration("notifications")), 0)
                    .thenCompose(
                        told -> {
                          LOG.info("forgot {} of the outbox and {} notifications", mails, told);
                          return forget(platform, CODES, now, 0);
                        }));
  }

  private static CompletionStage<Integer> forget(
      Platform platform, String statement, Instant before, int already) {
    return platform
        .database()
        .transact(handle -> batch(handle, statement, before))
        .thenCompose(
            gone ->
                gone < BATCH
                    ? CompletableFuture.completedFuture(already + gone)
                    : forget(platform, statement, before, already + gone));
  }

  private static int batch(Handle handle, String statement, Instant before) {
    return handle
        .createUpdate(statement)
        .bind("before", before.atOffset(ZoneOffset.UTC))
        .bind("batch", BATCH)
        .execute();
  }
}
