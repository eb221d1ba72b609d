package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.Usage;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.TenantSql;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What agents have used, by day, agent, model and kind of work. */
public final class UsageQueries {
  private static final String TOKENS =
      """
      select (r.queued_at at time zone :zone)::date as day, r.agent, r.model, count(*) as runs,
        count(*) filter (where r.state = 'FAILED') as failed,
        sum(r.input_tokens) as input, sum(r.output_tokens) as output
      from runs.run r
      where :tenant(r) and r.queued_at >= (:from::timestamp at time zone :zone)
        and r.queued_at < (:until::timestamp at time zone :zone)
      group by 1, 2, 3 order by 1, 2, 3
      """;

  private static final String CREDITS =
      """
      select (s.at at time zone :zone)::date as day, s.credit_type, sum(s.units) as units,
        sum(s.overage_credits - s.amount) as credits
      from credits.statement s
      where :tenant(s) and s.credit_type is not null
        and s.at >= (:from::timestamp at time zone :zone)
        and s.at < (:until::timestamp at time zone :zone)
      group by 1, 2 having sum(s.overage_credits - s.amount) <> 0 order by 1, 2
      """;

  private final Database database;

  public UsageQueries(Database database) {
    this.database = database;
  }

  public CompletionStage<List<Usage.Tokens>> tokens(
      TenantId tenant, ZoneId zone, LocalDate from, LocalDate to) {
    return database.read(
        handle ->
            query(handle, tenant, TOKENS, zone, from, to)
                .map(
                    (row, _) ->
                        new Usage.Tokens(
                            row.getObject("day", LocalDate.class),
                            row.getString("agent"),
                            row.getString("model"),
                            row.getLong("runs"),
                            row.getLong("failed"),
                            row.getLong("input"),
                            row.getLong("output")))
                .list());
  }

  public CompletionStage<List<Usage.Credits>> credits(
      TenantId tenant, ZoneId zone, LocalDate from, LocalDate to) {
    return database.read(
        handle ->
            query(handle, tenant, CREDITS, zone, from, to)
                .map(
                    (row, _) ->
                        new Usage.Credits(
                            row.getObject("day", LocalDate.class),
                            row.getString("credit_type"),
                            row.getLong("units"),
                            row.getLong("credits")))
                .list());
  }

  private static Query query(
      Handle handle, TenantId tenant, String sql, ZoneId zone, LocalDate from, LocalDate to) {
    return TenantSql.query(handle, tenant, sql)
        .bind("zone", zone.getId())
        .bind("from", from)
        .bind("until", to.plusDays(1));
  }
}
