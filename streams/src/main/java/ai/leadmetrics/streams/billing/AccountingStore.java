package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.AccountingEntry;
import ai.leadmetrics.protocol.billing.AccountingEntry.Kind;
import ai.leadmetrics.protocol.billing.AccountingEntry.State;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.connect.Books;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** What has to reach the books that are kept elsewhere, and what became of it. */
public final class AccountingStore {
  private static final String ONE =
      " where tenant = :tenant and invoice = :invoice and kind = :kind and document = :document";

  private final Database database;
  private final Clock clock;
  private final boolean on;

  public AccountingStore(Platform platform) {
    this.database = platform.database();
    this.clock = platform.clock();
    this.on = Books.isOn(platform);
  }

  /** Something to be pushed. */
  record Due(EntityId invoice, Kind kind, String document, int attempts) {}

  /** Whether there are such books. */
  public boolean isOn() {
    return on;
  }

  /** Of one invoice, in the order they came. */
  public CompletionStage<List<AccountingEntry>> of(EntityId invoice) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select * from core.accounting_document"
                        + " where tenant = :tenant and invoice = :invoice"
                        + " order by created_at, kind desc, document limit 200")
                .bind("tenant", invoice.tenant().value())
                .bind("invoice", invoice.local())
                .map((row, _) -> entry(row))
                .list());
  }

  /** What failed is tried with the next run. */
  public CompletionStage<Integer> retry(EntityId invoice) {
    return database.transact(
        handle ->
            handle
                .createUpdate(
                    "update core.accounting_document set next_at = :now, attempts = 0"
                        + " where tenant = :tenant and invoice = :invoice and state <> 'SYNCED'")
                .bind("now", now())
                .bind("tenant", invoice.tenant().value())
                .bind("invoice", invoice.local())
                .execute());
  }

  CompletionStage<Integer> add(EntityId invoice, Kind kind, String document) {
    return database.transact(
        handle ->
            handle
                .createUpdate(
                    "insert into core.accounting_document"
                        + " (tenant, invoice, kind, document, created_at, next_at)"
                        + " values (:tenant, :invoice, :kind, :document, :now, :now)"
                        + " on conflict do nothing")
                .bind("tenant", invoice.tenant().value())
                .bind("invoice", invoice.local())
                .bind("kind", kind.name())
                .bind("document", document)
                .bind("now", now())
                .execute());
  }

  /** The oldest first. */
  CompletionStage<List<Due>> due(int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select tenant, invoice, kind, document, attempts"
                        + " from core.accounting_document"
                        + " where state <> 'SYNCED' and next_at <= :now"
                        + " order by created_at, kind = 'INVOICE' desc, document limit :limit")
                .bind("now", now())
                .bind("limit", limit)
                .map(
                    (row, _) ->
                        new Due(
                            new EntityId(new TenantId(row.getString(1)), row.getString(2)),
                            Kind.valueOf(row.getString(3)),
                            row.getString(4),
                            row.getInt(5)))
                .list());
  }

  /** Not a failure: only looked at too early. */
  CompletionStage<Integer> postpone(Due due, Duration by) {
    return database.transact(
        handle ->
            of(
                    handle.createUpdate(
                        "update core.accounting_document set next_at = :next" + ONE),
                    due)
                .bind("next", now().plus(by))
                .execute());
  }

  /**
   * @param remote absent where it failed
   */
  CompletionStage<Integer> settle(
      Due due, @Nullable String remote, @Nullable String reason, OffsetDateTime next) {
    return database.transact(
        handle ->
            of(
                    handle.createUpdate(
                        "update core.accounting_document set state = :state, remote = :remote,"
                            + " reason = :reason, attempts = attempts + 1, next_at = :next"
                            + ONE),
                    due)
                .bind("state", (remote == null ? State.FAILED : State.SYNCED).name())
                .bind("remote", remote)
                .bind("reason", reason)
                .bind("next", next)
                .execute());
  }

  private static Update of(Update update, Due due) {
    return update
        .bind("tenant", due.invoice().tenant().value())
        .bind("invoice", due.invoice().local())
        .bind("kind", due.kind().name())
        .bind("document", due.document());
  }

  private static AccountingEntry entry(ResultSet row) throws SQLException {
    var state = State.valueOf(row.getString("state"));
    return new AccountingEntry(
        Kind.valueOf(row.getString("kind")),
        row.getString("document"),
        state,
        row.getString("remote"),
        row.getString("reason"),
        row.getInt("attempts"),
        state == State.SYNCED ? null : row.getObject("next_at", OffsetDateTime.class).toInstant());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
