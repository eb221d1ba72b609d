package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.Secrets;
import ai.leadmetrics.streams.kit.Texts;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sender's side of the outbox. A mail is marked as attempted before anybody is called, so that
 * a crash leaves an attempt without outcome instead of a second copy.
 */
final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final int MAX_ERROR = 500;

  private final Jdbi jdbi;
  private final Secrets secrets;
  private final Clock clock;

  /**
   * A mail that is this node's to send.
   *
   * @param readable whether its values could be opened; not by another key than they were sealed
   *     with
   * @param attempts this one included
   * @param suppressed the address is one that nothing arrives at
   * @param left whether it is for a member of the tenant who is none any more
   */
  record Claimed(
      String id,
      String channel,
      String to,
      String name,
      String template,
      String language,
      Map<String, String> values,
      boolean readable,
      int attempts,
      boolean suppressed,
      boolean left) {}

  /** How a mail ended, apart from being tried again. */
  enum End {
    SENT,
    FAILED,
    UNKNOWN,
    SUPPRESSED
  }

  Outbox(Jdbi jdbi, Secrets secrets, Clock clock) {
    this.jdbi = jdbi;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** Takes mails that are due, the most overdue first; no other node gets them. */
  List<Claimed> claim(int limit) {
    return jdbi.inTransaction(
        handle ->
            handle
                .createQuery(
                    "update core.mail m set state = 'ATTEMPTED', attempts = attempts + 1,"
                        + " attempted_at = :now where id in (select id from core.mail"
                        + " where state = 'QUEUED' and due_at <= :now order by due_at"
                        + " limit :limit for update skip locked)"
                        + " returning m.*, exists (select 1 from core.suppression s"
                        + " where s.address = lower(m.recipient)) as suppressed,"
                        + " member is not null and not exists (select 1 from core.membership b"
                        + " where b.tenant = m.tenant and b.user_id = m.member) as left_since")
                .bind("now", now())
                .bind("limit", limit)
                .map((row, _) -> claimed(row))
                .list());
  }

  private Claimed claimed(ResultSet row) throws SQLException {
    var values = values(row.getString("id"), row.getBytes("sealed"));
    return new Claimed(
        row.getString("id"),
        row.getString("channel"),
        row.getString("recipient"),
        row.getString("name"),
        row.getString("template"),
        row.getString("language"),
        values.orElse(Map.of()),
        values.isPresent(),
        row.getInt("attempts"),
        row.getBoolean("suppressed"),
        row.getBoolean("left_since"));
  }

  /** When the next mail is due that nobody is at. */
  Optional<Instant> nextDue() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select min(due_at) from core.mail where state = 'QUEUED'")
                .mapTo(OffsetDateTime.class)
                .findOne()
                .map(OffsetDateTime::toInstant));
  }

  /** What was sent is not kept: it may hold links that let people in. */
  void settle(String id, End end, @Nullable String error) {
    jdbi.useTransaction(
        handle ->
            update(
                    handle,
                    "state = :state, error = :error, settled_at = :now,"
                        + " sealed = case when :state = 'SENT' then ''::bytea else sealed end",
                    id)
                .bind("state", end.name())
                .bind("error", error == null ? null : Texts.line(error, MAX_ERROR))
                .bind("now", now())
                .execute());
  }

  void again(String id, Duration after, String error) {
    jdbi.useTransaction(
        handle ->
            update(handle, "state = 'QUEUED', due_at = :due, error = :error", id)
                .bind("due", now().plus(after))
                .bind("error", Texts.line(error, MAX_ERROR))
                .execute());
  }

  /** Whether it is known that nothing arrives at an address. */
  boolean isSuppressed(String address) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select exists (select 1 from core.suppression where address = lower(?))")
                .bind(0, address)
                .mapTo(Boolean.class)
                .one());
  }

  /** Nothing is sent to this address any more. */
  void suppress(String address, String reason) {
    jdbi.useTransaction(
        handle ->
            handle
                .createUpdate(
                    "insert into core.suppression (address, reason, at)"
                        + " values (lower(:address), :reason, :now) on conflict do nothing")
                .bind("address", address)
                .bind("reason", Texts.line(reason, MAX_ERROR))
                .bind("now", now())
                .execute());
  }

  /** Attempts that nobody is at any more: whether they went out is not known. */
  int abandon(Duration olderThan) {
    return jdbi.inTransaction(
        handle ->
            handle
                .createUpdate(
                    "update core.mail set state = 'UNKNOWN', error = 'interrupted',"
                        + " settled_at = :now where state = 'ATTEMPTED' and attempted_at < :then")
                .bind("now", now())
                .bind("then", now().minus(olderThan))
                .execute());
  }

  private static Update update(Handle handle, String set, String id) {
    return handle
        .createUpdate("update core.mail set " + set + " where id = :id and state = 'ATTEMPTED'")
        .bind("id", id);
  }

  /** One that cannot be opened must not keep those from going out that are due with it. */
  private Optional<Map<String, String>> values(String id, byte[] sealed) {
    try {
      return Optional.of(Json.MAPPER.readValue(secrets.open(sealed, id), new TypeReference<>() {}));
    } catch (IOException | RuntimeException e) {
      LOG.error("the values of {} cannot be opened", id, e);
      return Optional.empty();
    }
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
