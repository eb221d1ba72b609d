package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.notifications.OutboxMail;
import ai.leadmetrics.protocol.notifications.SuppressedAddress;
import ai.leadmetrics.streams.kit.Cursor;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What became of mail, and of addresses: for operators of the platform only. */
public final class OutboxStore {
  private final Database database;
  private final Clock clock;
  private final MailSignal signal;

  public OutboxStore(Platform platform) {
    database = platform.database();
    clock = platform.clock();
    signal = MailSignal.of(platform.system());
  }

  /**
   * A page, the latest first.
   *
   * @param to part of an address
   */
  public CompletionStage<Page<OutboxMail>> list(
      OutboxMail.@Nullable State state, @Nullable String to, int limit, @Nullable String cursor) {
    var from = Cursor.parse(cursor);
    int size = Cursor.limit(limit);
    return database.read(
        handle ->
            Cursor.page(
                handle
                    .createQuery(
                        "select id, channel, tenant, recipient, template, state, attempts,"
                            + " created_at, due_at, settled_at, error from core.mail where"
                            + " (cast(:state as text) is null or state = :state) and (cast(:to as"
                            + " text) is null or position(lower(:to) in lower(recipient)) > 0) and"
                            + " (created_at < :at or created_at = :at and id > :id) order by"
                            + " created_at desc, id limit :limit")
                    .bind("state", state == null ? null : state.name())
                    .bind("to", to)
                    .bind("at", from.at())
                    .bind("id", from.id())
                    .bind("limit", size + 1)
                    .map((row, _) -> mail(row))
                    .list(),
                size,
                item -> item,
                item -> Cursor.of(item.createdAt(), item.id())));
  }

  /**
   * Queues a mail again that did not go out, or of which nobody knows.
   *
   * @return why not, or empty
   */
  public CompletionStage<Optional<Rejection>> retry(String id) {
    return database.transact(
        handle -> {
          signal.queuedOnCommit(handle);
          int queued =
              handle
                  .createUpdate(
                      "update core.mail set state = 'QUEUED', attempts = 0, due_at = :now,"
                          + " settled_at = null"
                          + " where id = :id and state in ('FAILED', 'UNKNOWN', 'SUPPRESSED')")
                  .bind("id", id)
                  .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                  .execute();
          if (queued > 0) {
            return Optional.empty();
          }
          boolean known =
              handle
                  .createQuery("select exists (select 1 from core.mail where id = :id)")
                  .bind("id", id)
                  .mapTo(Boolean.class)
                  .one();
          return Optional.of(
              known
                  ? Rejection.of(CommonError.CONFLICT, "The mail was sent, or is on its way.")
                  : Rejection.of(CommonError.NOT_FOUND));
        });
  }

  /** Addresses that nothing is sent to, the latest first. */
  public CompletionStage<Page<SuppressedAddress>> suppressed(int limit, @Nullable String cursor) {
    var from = Cursor.parse(cursor);
    int size = Cursor.limit(limit);
    return database.read(
        handle ->
            Cursor.page(
                handle
                    .createQuery(
                        "select address, reason, at from core.suppression"
                            + " where (at < :at or at = :at and address > :id)"
                            + " order by at desc, address limit :limit")
                    .bind("at", from.at())
                    .bind("id", from.id())
                    .bind("limit", size + 1)
                    .map(
                        (row, _) ->
                            new SuppressedAddress(
                                row.getString("address"), row.getString("reason"), at(row, "at")))
                    .list(),
                size,
                item -> item,
                item -> Cursor.of(item.at(), item.address())));
  }

  /** Writes to an address again; false where it was not suppressed. */
  public CompletionStage<Boolean> lift(String address) {
    return database.transact(
        handle ->
            handle
                    .createUpdate("delete from core.suppression where address = lower(:address)")
                    .bind("address", address)
                    .execute()
                > 0);
  }

  private static OutboxMail mail(ResultSet row) throws SQLException {
    var settled = row.getObject("settled_at", OffsetDateTime.class);
    return new OutboxMail(
        row.getString("id"),
        row.getString("channel"),
        row.getString("tenant"),
        row.getString("recipient"),
        row.getString("template"),
        OutboxMail.State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        at(row, "created_at"),
        at(row, "due_at"),
        settled == null ? null : settled.toInstant(),
        row.getString("error"));
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
