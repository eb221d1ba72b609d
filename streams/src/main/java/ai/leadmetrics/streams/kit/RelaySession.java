package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.protocol.kit.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * One stretch of forwarding with one producer, from the stored position on. Any failure ends it;
 * whatever it had sent beyond the stored position is sent again by the next.
 */
final class RelaySession {
  /** Bounds what is read, encoded and unacknowledged at a time: a few MB. */
  static final int BATCH = 2_000;

  private static final int PIPELINE = 4;
  private static final String NAME = "journal";

  private final Jdbi jdbi;
  private final Producer<String, byte[]> producer;
  private final Map<String, String> topicByKind;
  private final Deque<Batch> inFlight = new ArrayDeque<>();
  private Position read;
  private Position acknowledged;
  private Position stored;

  private record Batch(Position last, CompletableFuture<Void> acknowledged) {}

  /**
   * @param topicByKind where the events of each aggregate go
   */
  RelaySession(Jdbi jdbi, Producer<String, byte[]> producer, Map<String, String> topicByKind) {
    this.jdbi = jdbi;
    this.producer = producer;
    this.topicByKind = topicByKind;
    this.stored = jdbi.withHandle(RelaySession::load);
    this.read = stored;
    this.acknowledged = stored;
  }

  static Position load(Handle handle) {
    return handle
        .createQuery("select tx, ordering from core.relay_position where name = ?")
        .bind(0, NAME)
        .map((row, _) -> new Position(row.getLong(1), row.getLong(2)))
        .findOne()
        .orElse(Position.START);
  }

  /** Reads and sends the next batch; returns how many events it had. */
  int forward() throws SQLException {
    List<JournalRow> rows =
        jdbi.withHandle(handle -> Journal.after(handle.getConnection(), read, BATCH));
    if (!rows.isEmpty()) {
      inFlight.add(send(rows));
      read = rows.getLast().position();
    }
    return rows.size();
  }

  /** Whether another batch may be sent before one is acknowledged. */
  boolean hasRoom() {
    return inFlight.size() < PIPELINE;
  }

  boolean isSettled() {
    return inFlight.isEmpty() && stored.equals(acknowledged);
  }

  /** Waits a moment for the oldest batch, if there is one. */
  void awaitOldest(long millis) throws InterruptedException, ExecutionException {
    var oldest = inFlight.peek();
    if (oldest != null) {
      try {
        oldest.acknowledged().get(millis, TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        // The broker takes its time; the caller looks whether to go on waiting.
      }
    }
  }

  /** Notes what the broker has acknowledged; throws what it refused. */
  void settle() throws InterruptedException, ExecutionException {
    while (!inFlight.isEmpty() && inFlight.element().acknowledged().isDone()) {
      var batch = inFlight.remove();
      batch.acknowledged().get();
      acknowledged = batch.last();
    }
  }

  /** Stores the position that a successor starts from. */
  void store() {
    if (acknowledged.equals(stored)) {
      return;
    }
    // Never backwards: a relay that lost its lease without noticing may still be writing.
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into core.relay_position as p (name, tx, ordering) values (?, ?, ?)
                    on conflict (name) do update set tx = excluded.tx, ordering = excluded.ordering
                    where (p.tx, p.ordering) < (excluded.tx, excluded.ordering)
                    """)
                .bind(0, NAME)
                .bind(1, acknowledged.tx())
                .bind(2, acknowledged.ordering())
                .execute());
    stored = acknowledged;
  }

  Journal.Behind behind(int limit) throws SQLException {
    return jdbi.withHandle(handle -> Journal.behind(handle.getConnection(), acknowledged, limit));
  }

  private Batch send(List<JournalRow> rows) {
    var done = new CompletableFuture<Void>();
    var outstanding = new AtomicInteger(rows.size());
    for (var row : rows) {
      var _ =
          producer.send(
              record(row),
              (_, failure) -> {
                if (failure != null) {
                  done.completeExceptionally(failure);
                } else if (outstanding.decrementAndGet() == 0) {
                  done.complete(null);
                }
              });
    }
    return new Batch(rows.getLast().position(), done);
  }

  private ProducerRecord<String, byte[]> record(JournalRow row) {
    var kind = row.kind();
    var topic = topicByKind.get(kind);
    if (topic == null) {
      // An older node while newer ones write already: stop rather than lose what they record.
      throw new IllegalStateException("no aggregate is called " + kind + "; is this node older?");
    }
    var record = new ProducerRecord<>(topic, null, row.writtenAt(), row.key(), row.payload());
    record.headers().add(Topics.KIND, ascii(kind));
    record.headers().add(Topics.TYPE, ascii(row.type()));
    record.headers().add(Topics.SEQ, ascii(Long.toString(row.seq())));
    record.headers().add(Topics.POSITION, ascii(row.position().toString()));
    return record;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
