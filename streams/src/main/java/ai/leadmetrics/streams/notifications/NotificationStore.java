package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.notifications.Notification;
import ai.leadmetrics.streams.kit.Cursor;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Live;
import ai.leadmetrics.streams.kit.Platform;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The bell of each user: what they were told in a tenant, and about their own account. */
public final class NotificationStore {
  /** Beyond this a badge says "99+". */
  private static final int MANY = 100;

  private static final String MINE =
      "recipient = :user and bell and tenant in (:tenant, 'platform')";

  private final Database database;
  private final ActorSystem<?> system;
  private final Clock clock;

  public NotificationStore(Platform platform) {
    database = platform.database();
    system = platform.system();
    clock = platform.clock();
  }

  /** Whose bell it is: notices of other tenants of theirs are not in it. */
  public record Reader(String user, @Nullable TenantId tenant) {
    TenantId scope() {
      return Objects.requireNonNullElse(tenant, TenantId.PLATFORM);
    }
  }

  /** A page, the latest first. */
  public CompletionStage<Page<Notification>> list(
      Reader reader, boolean unread, int limit, @Nullable String cursor) {
    var from = Cursor.parse(cursor);
    int size = Cursor.limit(limit);
    return database.read(
        handle ->
            Cursor.page(
                bind(
                        handle.createQuery(
                            "select id, type, title, body, link, at, read_at"
                                + " from core.notification where "
                                + MINE
                                + (unread ? " and read_at is null" : "")
                                + " and (at < :at or at = :at and id > :id)"
                                + " order by at desc, id limit :limit"),
                        reader)
                    .bind("at", from.at())
                    .bind("id", from.id())
                    .bind("limit", size + 1)
                    .map((row, _) -> notification(row))
                    .list(),
                size,
                item -> item,
                item -> Cursor.of(item.at(), item.id())));
  }

  /** How many are unread, at most 100. */
  public CompletionStage<Integer> unread(Reader reader) {
    return database.read(
        handle ->
            bind(
                    handle.createQuery(
                        "select count(*) from (select 1 from core.notification where "
                            + MINE
                            + " and read_at is null limit "
                            + MANY
                            + ") as latest"),
                    reader)
                .mapTo(Integer.class)
                .one());
  }

  /** False where the reader has no such notification; reading twice changes nothing. */
  public CompletionStage<Boolean> read(Reader reader, String id) {
    return database
        .transact(handle -> mark(handle, reader, " and id = :id", id) > 0)
        .thenApply(found -> tell(reader, id, found));
  }

  public CompletionStage<Boolean> readAll(Reader reader) {
    return database
        .transact(handle -> mark(handle, reader, " and read_at is null", "") > 0)
        .thenApply(some -> tell(reader, "all", some));
  }

  private int mark(Handle handle, Reader reader, String which, String id) {
    return bind(
            handle.createUpdate(
                "update core.notification set read_at = coalesce(read_at, :now) where "
                    + MINE
                    + which),
            reader)
        .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
        .bind("id", id)
        .execute();
  }

  /** The other windows of the same person show the same badge. */
  private boolean tell(Reader reader, String id, boolean changed) {
    if (changed) {
      Live.of(system).publish(List.of(BellChannel.live(reader.scope(), reader.user(), id)));
    }
    return changed;
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Reader reader) {
    return statement.bind("user", reader.user()).bind("tenant", reader.scope().value());
  }

  private static Notification notification(ResultSet row) throws SQLException {
    return new Notification(
        row.getString("id"),
        row.getString("type"),
        row.getString("title"),
        row.getString("body"),
        row.getString("link"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        instant(row.getObject("read_at", OffsetDateTime.class)));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }
}
