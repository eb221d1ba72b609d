package ai.leadmetrics.streams.ops;

import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.streams.kit.Contexts;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Views;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** Building read models anew, from a node or from any process that reaches the database. */
public final class ViewsStore {
  private final Database database;

  public ViewsStore(Database database) {
    this.database = database;
  }

  /**
   * The last rebuild of a view.
   *
   * @param state running, done or failed
   * @param events how many it has applied
   * @param position the last of them
   */
  public record Rebuild(
      String view,
      String state,
      long events,
      Position position,
      Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable String error) {}

  public List<String> names() {
    return Contexts.views().stream().map(view -> view.name()).toList();
  }

  /**
   * Builds a view anew while the system runs; waits while another rebuild runs. Absent where there
   * is no such view; the stage completes when the new tables are in use.
   */
  public Optional<CompletionStage<Done>> rebuild(String name) {
    return Contexts.view(name).map(view -> Views.rebuild(database, view));
  }

  /** How the last rebuild of a view is doing or went; absent where there was none. */
  public CompletionStage<Optional<Rebuild>> progress(String name) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select view, state, events, tx, ordering, started_at, finished_at, error
                    from core.view_rebuild where view = ?
                    """)
                .bind(0, name)
                .map(
                    (row, _) ->
                        new Rebuild(
                            row.getString(1),
                            row.getString(2),
                            row.getLong(3),
                            new Position(row.getLong(4), row.getLong(5)),
                            row.getObject(6, OffsetDateTime.class).toInstant(),
                            row.getObject(7) == null
                                ? null
                                : row.getObject(7, OffsetDateTime.class).toInstant(),
                            row.getString(8)))
                .findOne());
  }
}
