package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.protocol.kit.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The end of the journal, read directly: what a client missed, how far the relay is behind. */
public final class JournalTail {
  /** More than this is not told one by one. */
  static final int LIMIT = 1_000;

  /**
   * A client that is told a position fetches lists right after; a view may then be some events
   * behind. Starting a resume this many rows earlier tells it a little twice instead of nothing.
   */
  private static final int OVERLAP = 100;

  private static final int COUNT_AT_MOST = 100_000;

  private final Database database;

  /**
   * Clients resume together, after a restart or on purpose: all are told out of the same few reads,
   * of which one runs at a time.
   */
  private final SingleFlight<List<JournalRow>> latest;

  private final SingleFlight<Position> head;

  public JournalTail(Database database) {
    this.database = database;
    this.latest =
        new SingleFlight<>(
            () -> database.read(handle -> Journal.latest(handle.getConnection(), LIMIT + 1)),
            Duration.ZERO);
    this.head =
        new SingleFlight<>(
            () -> database.read(handle -> Journal.head(handle.getConnection(), OVERLAP)),
            Duration.ZERO);
  }

  /** Where the relay stands: events that the broker has not acknowledged, and their age. */
  public record Behind(long events, long millis) {}

  /** A place to resume from later. */
  public CompletionStage<Position> position() {
    return head.ask();
  }

  /** The events of a tenant after a position; absent where there are too many to tell. */
  public CompletionStage<Optional<List<EventRecord>>> since(TenantId tenant, Position position) {
    var mark = "|" + tenant.value() + ":";
    return latest
        .ask()
        .thenApply(
            rows ->
                rows.size() > LIMIT && rows.getFirst().position().isAfter(position)
                    ? Optional.empty()
                    : Optional.of(
                        rows.stream()
                            .filter(row -> row.position().isAfter(position))
                            .filter(row -> row.persistenceId().contains(mark))
                            .map(JournalRow::decode)
                            .toList()));
  }

  /** How far the relay is behind, wherever it runs. */
  public CompletionStage<Behind> behind() {
    return database.read(
        handle -> {
          var forwarded = RelaySession.load(handle);
          var behind = Journal.behind(handle.getConnection(), forwarded, COUNT_AT_MOST);
          long age = behind.count() == 0 ? 0 : System.currentTimeMillis() - behind.oldest();
          return new Behind(behind.count(), Math.max(0, age));
        });
  }
}
