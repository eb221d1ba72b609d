package ai.leadmetrics.streams.ops;

import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.InvalidValueException;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.ops.Alarm;
import ai.leadmetrics.streams.kit.Alarms;
import ai.leadmetrics.streams.kit.Audience;
import ai.leadmetrics.streams.kit.Cursor;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Notice;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Texts;
import ai.leadmetrics.streams.notifications.Hub;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alarms, counted in memory and written a few times a second at most: whoever provokes them a
 * thousand times a second must not keep the database busy.
 */
public final class AlarmStore implements Alarms {
  private static final Logger LOG = LoggerFactory.getLogger(AlarmStore.class);
  private static final long WAIT_MILLIS = 200;
  private static final int MAX_WAITING = 1_000;
  private static final int MAX_DETAIL = 500;
  private static final int MAX_SUBJECT = 200;

  private record Key(String code, String subject) {}

  private record Waiting(long count, String detail) {
    Waiting and(Waiting later) {
      return new Waiting(count + later.count, later.detail);
    }
  }

  private final Database database;
  private final Clock clock;
  private final Hub hub;
  private final Map<Key, Waiting> waiting = new ConcurrentHashMap<>();
  private final Executor later =
      CompletableFuture.delayedExecutor(WAIT_MILLIS, TimeUnit.MILLISECONDS);

  public AlarmStore(Platform platform) {
    database = platform.database();
    clock = platform.clock();
    hub = new Hub(platform);
  }

  @Override
  public void raise(String code, String subject, String detail) {
    var key = new Key(code, Texts.line(subject, MAX_SUBJECT));
    if (waiting.size() >= MAX_WAITING && !waiting.containsKey(key)) {
      LOG.error("too many alarms at a time; not kept: {} {}", code, subject);
      return;
    }
    var one = new Waiting(1, Texts.line(detail, MAX_DETAIL));
    if (waiting.merge(key, one, Waiting::and).count() == 1) {
      LOG.warn("alarm {}: {} ({})", code, key.subject(), one.detail());
      later.execute(() -> write(key));
    }
  }

  @Override
  public void clear(String code, String subject) {
    later.execute(() -> close(new Key(code, Texts.line(subject, MAX_SUBJECT))));
  }

  /** Without a person's name: nobody acknowledged it. */
  private void close(Key key) {
    database
        .transact(
            handle ->
                handle
                    .createUpdate(
                        "update core.alarm set acknowledged_at = :now where code = :code"
                            + " and subject = :subject and acknowledged_at is null")
                    .bind("now", now())
                    .bind("code", key.code())
                    .bind("subject", key.subject())
                    .execute())
        .exceptionally(
            failure -> {
              LOG.warn("alarm {} stays open: {}", key.code(), failure.toString());
              return 0;
            });
  }

  private void write(Key key) {
    var due = waiting.remove(key);
    if (due == null) {
      return;
    }
    database
        .transact(handle -> upsert(handle, key, due))
        .exceptionally(
            failure -> {
              LOG.warn("alarm {} waits for the database: {}", key.code(), failure.toString());
              waiting.merge(key, due, Waiting::and);
              // Also where another write is planned: it may have looked a moment before.
              later.execute(() -> write(key));
              return 0;
            });
  }

  /** Operators are told of an alarm when it opens, however often it is raised until then. */
  private int upsert(Handle handle, Key key, Waiting due) {
    var id = Ids.next(Kind.ALARM);
    var kept =
        handle
            .createQuery(
                """
                insert into core.alarm as a (id, code, subject, detail, count, first_at, last_at)
                values (:id, :code, :subject, :detail, :count, :now, :now)
                on conflict (code, subject) where acknowledged_at is null
                do update set count = a.count + excluded.count, detail = excluded.detail,
                  last_at = greatest(a.last_at, excluded.last_at)
                returning id
                """)
            .bind("id", id)
            .bind("code", key.code())
            .bind("subject", key.subject())
            .bind("detail", due.detail())
            .bind("count", due.count())
            .bind("now", now())
            .mapTo(String.class)
            .one();
    if (kept.equals(id)) {
      hub.tell(
          handle,
          id,
          new Notice(
              TenantId.PLATFORM,
              new Audience.Platform(Permission.OPS_READ),
              "alarm",
              Map.of("code", key.code(), "subject", key.subject()),
              "/manage/alarms"));
    }
    return 1;
  }

  /**
   * A page, the latest raised first.
   *
   * @param open whether only those that nobody has acknowledged
   * @param cursor that of the page before
   * @throws InvalidValueException when the cursor is not one of ours
   */
  public CompletionStage<Page<Alarm>> list(boolean open, int limit, @Nullable String cursor) {
    var before = Cursor.parse(cursor);
    return database.read(
        handle -> {
          var rows =
              handle
                  .createQuery(
                      "select * from core.alarm where (not :open or acknowledged_at is null)"
                          + " and (:cursor = '' or id < :cursor)"
                          + " order by id desc limit :limit")
                  .bind("open", open)
                  .bind("cursor", before.id())
                  .bind("limit", limit + 1)
                  .map((row, _) -> read(row))
                  .list();
          return Cursor.page(
              rows, limit, alarm -> alarm, alarm -> Cursor.of(alarm.firstAt(), alarm.id()));
        });
  }

  /** True when there is such an alarm; acknowledging twice changes nothing. */
  public CompletionStage<Boolean> acknowledge(String id, String by) {
    return database.transact(
        handle ->
            handle
                    .createUpdate(
                        "update core.alarm set acknowledged_at = coalesce(acknowledged_at, :now),"
                            + " acknowledged_by = coalesce(acknowledged_by, :by) where id = :id")
                    .bind("now", now())
                    .bind("by", by)
                    .bind("id", id)
                    .execute()
                == 1);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static Alarm read(ResultSet row) throws SQLException {
    var acknowledged = row.getObject("acknowledged_at", OffsetDateTime.class);
    return new Alarm(
        row.getString("id"),
        row.getString("code"),
        row.getString("subject"),
        row.getString("detail"),
        row.getLong("count"),
        row.getObject("first_at", OffsetDateTime.class).toInstant(),
        row.getObject("last_at", OffsetDateTime.class).toInstant(),
        acknowledged == null ? null : acknowledged.toInstant(),
        row.getString("acknowledged_by"));
  }
}
