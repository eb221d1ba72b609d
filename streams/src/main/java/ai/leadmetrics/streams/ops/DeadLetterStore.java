package ai.leadmetrics.streams.ops;

import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.InvalidValueException;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.kit.Topics;
import ai.leadmetrics.protocol.ops.DeadLetter;
import ai.leadmetrics.protocol.ops.DeadLetterDetail;
import ai.leadmetrics.streams.kit.Cursor;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Kafka;
import ai.leadmetrics.streams.kit.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Dead letters of all tenants: for operators of the platform only. */
public final class DeadLetterStore {
  private static final String COLUMNS =
      "seq, id, tenant, source, endpoint, reason, detail, received_at,"
          + " octet_length(payload) as size, count, complete, state, replayed_at";

  private final Database database;
  private final Kafka kafka;

  public DeadLetterStore(Platform platform) {
    database = platform.database();
    kafka = platform.kafka();
  }

  private record Row(long seq, DeadLetter letter) {}

  @SuppressWarnings("ArrayRecordComponent") // the bytes are never changed
  private record Stored(DeadLetter letter, byte[] payload) {}

  /**
   * A page, the latest first.
   *
   * @param cursor that of the page before
   * @throws InvalidValueException when the cursor is not one of ours
   */
  public CompletionStage<Page<DeadLetter>> list(
      @Nullable String source,
      DeadLetter.@Nullable State state,
      int limit,
      @Nullable String cursor) {
    long before = Cursor.parse(cursor).key();
    return database.read(
        handle -> {
          var rows =
              handle
                  .createQuery(
                      "select "
                          + COLUMNS
                          + " from core.dead_letter where seq < :before"
                          + " and (cast(:source as text) is null or source = :source)"
                          + " and (cast(:state as text) is null or state = :state)"
                          + " order by seq desc limit :limit")
                  .bind("before", before)
                  .bind("source", source)
                  .bind("state", state == null ? null : state.name())
                  .bind("limit", limit + 1)
                  .map((row, _) -> new Row(row.getLong("seq"), letter(row)))
                  .list();
          return Cursor.page(rows, limit, Row::letter, row -> new Cursor(row.seq(), ""));
        });
  }

  public CompletionStage<Optional<DeadLetterDetail>> detail(String id) {
    return database.read(
        handle ->
            find(handle, id)
                .map(stored -> DeadLetterDetail.of(stored.letter(), pretty(stored.payload()))));
  }

  /**
   * Sends the letter's element through the ingest stream once more; doing so twice changes nothing.
   *
   * @return why not, or empty
   */
  public CompletionStage<Optional<Rejection>> replay(String id) {
    return database
        .read(handle -> find(handle, id))
        .thenCompose(
            found ->
                found
                    .map(this::replay)
                    .orElse(done(Optional.of(Rejection.of(CommonError.NOT_FOUND)))));
  }

  private CompletionStage<Optional<Rejection>> replay(Stored stored) {
    return switch (stored.letter().state()) {
      case REPLAYED -> done(Optional.empty());
      case DISCARDED ->
          done(Optional.of(Rejection.of(CommonError.CONFLICT, "The letter was discarded.")));
      case OPEN ->
          stored.letter().replayable()
              ? kafka
                  .producer()
                  .send(delivery(stored))
                  .thenCompose(_ -> settle(stored.letter().id(), DeadLetter.State.REPLAYED))
                  .thenApply(_ -> Optional.empty())
              : done(
                  Optional.of(
                      Rejection.of(
                          CommonError.CONFLICT, "The letter does not hold a whole element.")));
    };
  }

  /** Closes an open letter without doing anything. */
  public CompletionStage<Optional<Rejection>> discard(String id) {
    return settle(id, DeadLetter.State.DISCARDED)
        .thenCompose(_ -> database.read(handle -> find(handle, id)))
        .thenApply(
            found ->
                found.isEmpty()
                    ? Optional.of(Rejection.of(CommonError.NOT_FOUND))
                    : found.get().letter().state() == DeadLetter.State.DISCARDED
                        ? Optional.empty()
                        : Optional.of(
                            Rejection.of(CommonError.CONFLICT, "The letter was replayed.")));
  }

  /** The delivery id follows from the letter's, so that a repeated replay is recognised. */
  private static ProducerRecord<String, byte[]> delivery(Stored stored) {
    var letter = stored.letter();
    var message =
        new ProducerRecord<>(Topics.ingest(letter.source()), letter.endpoint(), stored.payload());
    message
        .headers()
        .add(Topics.ENDPOINT, bytes(letter.endpoint()))
        .add(Topics.RECEIVED_AT, bytes(Long.toString(letter.receivedAt().toEpochMilli())))
        .add(Topics.DELIVERY, bytes("replay-" + letter.id()));
    return message;
  }

  private CompletionStage<Integer> settle(String id, DeadLetter.State state) {
    return database.transact(
        handle ->
            handle
                .createUpdate(
                    "update core.dead_letter set state = :state,"
                        + " replayed_at = case when :state = 'REPLAYED' then now() end"
                        + " where id = :id and state = 'OPEN'")
                .bind("state", state.name())
                .bind("id", id)
                .execute());
  }

  private static Optional<Stored> find(Handle handle, String id) {
    return handle
        .createQuery("select " + COLUMNS + ", payload from core.dead_letter where id = :id")
        .bind("id", id)
        .map((row, _) -> new Stored(letter(row), row.getBytes("payload")))
        .findOne();
  }

  private static DeadLetter letter(ResultSet row) throws SQLException {
    return new DeadLetter(
        row.getString("id"),
        row.getString("tenant"),
        row.getString("source"),
        row.getString("endpoint"),
        row.getString("reason"),
        row.getString("detail"),
        row.getObject("received_at", OffsetDateTime.class).toInstant(),
        row.getLong("size"),
        row.getInt("count"),
        row.getBoolean("complete"),
        DeadLetter.State.valueOf(row.getString("state")),
        instant(row.getObject("replayed_at", OffsetDateTime.class)));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }

  private static String pretty(byte[] payload) {
    try {
      return Json.MAPPER.readTree(payload).toPrettyString();
    } catch (IOException _) {
      return new String(payload, StandardCharsets.UTF_8);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }
}
