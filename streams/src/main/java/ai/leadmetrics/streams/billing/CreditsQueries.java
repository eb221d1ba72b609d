package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.CreditType;
import ai.leadmetrics.protocol.billing.CreditTypes;
import ai.leadmetrics.protocol.billing.CreditsOverview;
import ai.leadmetrics.protocol.billing.CreditsOverview.Overage;
import ai.leadmetrics.protocol.billing.Entitlements;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Period;
import ai.leadmetrics.protocol.billing.StatementKind;
import ai.leadmetrics.protocol.billing.StatementLine;
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
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the API reads of credits. */
public final class CreditsQueries {
  /** As many lines as a spreadsheet takes without complaint. */
  private static final int MAX_EXPORT = 100_000;

  private static final String LINES =
      """
      select s.place, s.at, s.kind, s.amount, s.balance, s.entry, s.credit_type, s.units,
        s.overage_credits, s.overage_paise, s.by_whom, s.note
      from credits.statement s
      where :tenant(s)
      """;

  private final Database database;
  private final EntitlementStore entitlements;

  public CreditsQueries(Database database, EntitlementStore entitlements) {
    this.database = database;
    this.entitlements = entitlements;
  }

  public CompletionStage<CreditsOverview> overview(TenantId tenant) {
    return entitlements
        .of(tenant)
        .thenCompose(
            has ->
                database.read(
                    handle ->
                        TenantSql.query(
                                handle,
                                tenant,
                                "select a.* from credits.account a where :tenant(a)")
                            .map((row, _) -> overview(row, has))
                            .findOne()
                            .orElseGet(() -> nothing(has))));
  }

  private static CreditsOverview overview(ResultSet row, Entitlements has) throws SQLException {
    var from = instant(row, "period_start");
    var to = instant(row, "period_end");
    return new CreditsOverview(
        has.name(),
        row.getLong("balance"),
        row.getLong("held"),
        row.getLong("monthly") + row.getLong("kept"),
        row.getLong("monthly"),
        row.getLong("kept"),
        row.getLong("allowance"),
        from == null || to == null ? null : new Period(from, to),
        new Overage(
            row.getBoolean("overage"),
            Money.inr(row.getLong("ceiling_paise")),
            Money.inr(row.getLong("overage_paise"))),
        row.getString("locked_for"));
  }

  private static CreditsOverview nothing(Entitlements has) {
    var none = new Overage(has.overage(), Money.inr(0), Money.inr(0));
    return new CreditsOverview(
        has.name(), 0, 0, 0, 0, 0, has.limits().creditsPerMonth(), null, none, null);
  }

  /**
   * The statement, the latest line first.
   *
   * @param kind only lines of this kind
   * @throws InvalidValueException when the cursor is not one of ours
   */
  public CompletionStage<Page<StatementLine>> statement(
      TenantId tenant, @Nullable StatementKind kind, int limit, @Nullable String cursor) {
    var from = Cursor.parse(cursor);
    int size = Cursor.limit(limit);
    var sql =
        LINES
            + (kind == null ? "" : " and s.kind = :kind")
            + " and s.place < :place order by s.place desc limit :limit";
    return database.read(
        handle -> {
          var query =
              TenantSql.query(handle, tenant, sql)
                  .bind("place", from.key())
                  .bind("limit", size + 1);
          if (kind != null) {
            query.bind("kind", kind.name());
          }
          var rows = query.map((row, _) -> line(row)).list();
          return Cursor.page(rows, size, line -> line, line -> new Cursor(line.place(), ""));
        });
  }

  /** The statement of a time, the earliest line first; at most {@value #MAX_EXPORT} lines. */
  public CompletionStage<List<StatementLine>> export(TenantId tenant, Instant from, Instant to) {
    return database.read(
        handle ->
            TenantSql.query(
                    handle,
                    tenant,
                    LINES + " and s.at >= :from and s.at < :to order by s.place limit :limit")
                .bind("from", from.atOffset(ZoneOffset.UTC))
                .bind("to", to.atOffset(ZoneOffset.UTC))
                .bind("limit", MAX_EXPORT)
                .map((row, _) -> line(row))
                .list());
  }

  /**
   * What a tenant used beyond its credits, by kind of work, for its invoice.
   *
   * @param price of all of it, without tax
   */
  public record OverageLine(String creditType, long credits, Money price) {}

  public CompletionStage<List<OverageLine>> overage(TenantId tenant, Instant from, Instant to) {
    return database.read(
        handle ->
            TenantSql.query(
                    handle,
                    tenant,
                    """
                    select s.credit_type, sum(s.overage_credits), sum(s.overage_paise)
                    from credits.statement s
                    where :tenant(s) and s.overage_credits > 0 and s.at >= :from and s.at < :to
                    group by s.credit_type order by s.credit_type
                    """)
                .bind("from", from.atOffset(ZoneOffset.UTC))
                .bind("to", to.atOffset(ZoneOffset.UTC))
                .map(
                    (row, _) ->
                        new OverageLine(
                            row.getString(1), row.getLong(2), Money.inr(row.getLong(3))))
                .list());
  }

  /** What the amounts of a whole statement add up to. */
  public CompletionStage<Long> sum(TenantId tenant) {
    return database.read(
        handle ->
            TenantSql.query(
                    handle,
                    tenant,
                    "select coalesce(sum(s.amount), 0) from credits.statement s where :tenant(s)")
                .mapTo(Long.class)
                .one());
  }

  private static StatementLine line(ResultSet row) throws SQLException {
    var type = row.getString("credit_type");
    var units = row.getObject("units", Long.class);
    return new StatementLine(
        row.getLong("place"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        StatementKind.valueOf(row.getString("kind")),
        row.getLong("amount"),
        row.getLong("balance"),
        row.getString("entry"),
        type,
        type == null ? null : CreditTypes.named(type).map(CreditType::unit).orElse(null),
        units,
        row.getLong("overage_credits"),
        Money.inr(row.getLong("overage_paise")),
        row.getString("by_whom"),
        row.getString("note"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
