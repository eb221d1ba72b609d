package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.agents.AgentRun;
import ai.leadmetrics.protocol.agents.AgentRun.RunState;
import ai.leadmetrics.protocol.kit.InvalidValueException;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Cursor;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.TenantSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the API reads of agent runs. */
public final class RunsQueries {
  private static final String SELECT =
      """
      select r.id, r.agent, r.state, r.conversation, r.model, r.attempts, r.input_tokens,
        r.output_tokens, r.queued_at, r.started_at, r.finished_at, r.error
      from runs.run r
      where :tenant(r)
      """;

  private final Database database;

  public RunsQueries(Database database) {
    this.database = database;
  }

  /**
   * Runs, the newest first.
   *
   * @throws InvalidValueException when the cursor is not one of ours
   */
  public CompletionStage<Page<AgentRun>> runs(TenantId tenant, int limit, @Nullable String cursor) {
    var from = Cursor.parse(cursor);
    int size = Cursor.limit(limit);
    var sql =
        SELECT
            + " and (r.queued_at, r.id) < (:at, :id)"
            + " order by r.queued_at desc, r.id desc limit :limit";
    return database.read(
        handle -> {
          var rows =
              TenantSql.query(handle, tenant, sql)
                  .bind("at", from.at())
                  .bind("id", from.id())
                  .bind("limit", size + 1)
                  .map((row, _) -> run(row))
                  .list();
          return Cursor.page(rows, size, run -> run, run -> Cursor.of(run.queuedAt(), run.id()));
        });
  }

  public CompletionStage<Optional<AgentRun>> run(TenantId tenant, String id) {
    return database.read(
        handle ->
            TenantSql.query(handle, tenant, SELECT + " and r.id = :id")
                .bind("id", id)
                .map((row, _) -> run(row))
                .findOne());
  }

  private static AgentRun run(ResultSet row) throws SQLException {
    return new AgentRun(
        row.getString("id"),
        row.getString("agent"),
        RunState.valueOf(row.getString("state")),
        row.getString("conversation"),
        row.getString("model"),
        row.getInt("attempts"),
        row.getLong("input_tokens"),
        row.getLong("output_tokens"),
        row.getObject("queued_at", OffsetDateTime.class).toInstant(),
        instant(row, "started_at"),
        instant(row, "finished_at"),
        row.getString("error"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
