package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.TenantUsage;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import com.typesafe.config.Config;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What tenants used beside each other, the dearest first. */
public final class TenantUsageQueries {
  /** Prices are of a million tokens, cost is in hundredths: hence the ten thousand. */
  private static final String BY_COST =
      """
      with price as (
        select * from unnest(:models, :inputs, :outputs) as p(model, input, output)
      ), used as (
        select r.tenant, count(*) as runs, count(*) filter (where r.state = 'FAILED') as failed,
          sum(r.input_tokens) as input, sum(r.output_tokens) as output,
          sum(r.input_tokens * coalesce(p.input, 0) + r.output_tokens * coalesce(p.output, 0))
            / 10000 as cost
        from runs.run r left join price p on p.model = r.model
        where r.queued_at >= :from and r.queued_at < :until group by r.tenant
      ), spent as (
        select s.tenant, sum(s.overage_credits - s.amount) as credits,
          sum(s.overage_paise) as overage
        from credits.statement s
        where s.credit_type is not null and s.at >= :from and s.at < :until group by s.tenant
      )
      select t.id, t.name, coalesce(u.runs, 0) as runs, coalesce(u.failed, 0) as failed,
        coalesce(u.input, 0) as input, coalesce(u.output, 0) as output,
        coalesce(s.credits, 0) as credits, coalesce(s.overage, 0) as overage,
        round(coalesce(u.cost, 0))::bigint as cost
      from core.tenant t left join used u on u.tenant = t.id left join spent s on s.tenant = t.id
      where u.runs is not null or s.credits <> 0
      order by cost desc, coalesce(u.input, 0) + coalesce(u.output, 0) desc, t.id limit :limit
      """;

  private final Database database;
  private final String currency;
  private final List<Price> prices;

  /** What a million tokens of a model cost. */
  private record Price(String model, double input, double output) {
    static Price of(Config config) {
      return new Price(
          config.getString("model"), config.getDouble("input"), config.getDouble("output"));
    }
  }

  public TenantUsageQueries(Platform platform) {
    this.database = platform.database();
    var config = platform.config().getConfig("leadmetrics.usage");
    this.currency = config.getString("currency");
    this.prices = config.getConfigList("prices").stream().map(Price::of).toList();
  }

  /**
   * What was used between two days in UTC, both included; tenants that used nothing are left out.
   */
  public CompletionStage<List<TenantUsage>> byCost(LocalDate from, LocalDate to, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(BY_COST)
                .bindArray("models", String.class, prices.stream().map(Price::model).toList())
                .bindArray("inputs", Double.class, prices.stream().map(Price::input).toList())
                .bindArray("outputs", Double.class, prices.stream().map(Price::output).toList())
                .bind("from", from.atStartOfDay().atOffset(ZoneOffset.UTC))
                .bind("until", to.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .bind("limit", limit)
                .map((row, _) -> usage(row))
                .list());
  }

  private TenantUsage usage(ResultSet row) throws SQLException {
    return new TenantUsage(
        new TenantId(row.getString("id")),
        row.getString("name"),
        row.getLong("runs"),
        row.getLong("failed"),
        row.getLong("input"),
        row.getLong("output"),
        row.getLong("credits"),
        Money.inr(row.getLong("overage")),
        prices.isEmpty() ? null : new Money(row.getLong("cost"), currency));
  }
}
