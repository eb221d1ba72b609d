package ai.leadmetrics.streams.billing;

import ai.leadmetrics.entities.billing.Gst;
import ai.leadmetrics.entities.billing.InvoiceState;
import ai.leadmetrics.protocol.billing.Assessment;
import ai.leadmetrics.protocol.billing.BillingParty;
import ai.leadmetrics.protocol.billing.InvoiceDetail;
import ai.leadmetrics.protocol.billing.InvoiceDetail.PaymentProblem;
import ai.leadmetrics.protocol.billing.InvoiceOrigin;
import ai.leadmetrics.protocol.billing.InvoiceStatus;
import ai.leadmetrics.protocol.billing.InvoiceSummary;
import ai.leadmetrics.protocol.kit.InvalidValueException;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Cursor;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Search;
import ai.leadmetrics.streams.kit.TenantSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** What the API reads of invoices. */
public final class InvoiceQueries {
  /** As many as one file lists. */
  public static final int MAX_EXPORTED = 10_000;

  private static final String SELECT =
      """
      select i.tenant, i.id, coalesce(i.buyer, nullif(t.name, ''), i.tenant) as customer,
        i.status, i.overdue, i.failed, i.origin, i.number, i.issued_on, i.due_on, i.taxable,
        i.total, i.open, i.created_at, i.state
      from invoices.invoice i
      left join core.tenant t on t.id = i.tenant
      """;

  private final Database database;
  private final Seller seller;

  public InvoiceQueries(Platform platform) {
    this.database = platform.database();
    this.seller = Seller.of(platform.config());
  }

  /**
   * Which invoices.
   *
   * @param overdue only those
   * @param q part of a number or of the customer's name
   */
  public record Wanted(
      @Nullable InvoiceStatus status, @Nullable Boolean overdue, @Nullable String q) {}

  /** A file to print. */
  @SuppressWarnings("ArrayRecordComponent") // made once, served once, never compared
  public record Pdf(String name, byte[] bytes) {}

  /**
   * A tenant's, the newest first; not those that came to nothing.
   *
   * @throws InvalidValueException when the cursor is not one of ours
   */
  public CompletionStage<Page<InvoiceSummary>> invoices(
      TenantId tenant, Wanted wanted, int limit, @Nullable String cursor) {
    var from = Cursor.parse(cursor);
    var sql = SELECT + " where :tenant(i) and i.status <> 'DISCARDED'" + clauses(wanted);
    return database.read(
        handle -> page(TenantSql.query(handle, tenant, sql), wanted, Cursor.limit(limit), from));
  }

  /** Every tenant's. */
  public CompletionStage<Page<InvoiceSummary>> allInvoices(
      @Nullable TenantId tenant, Wanted wanted, int limit, @Nullable String cursor) {
    var from = Cursor.parse(cursor);
    if (tenant != null) {
      return invoices(tenant, wanted, limit, cursor);
    }
    var sql = SELECT + " where true" + clauses(wanted);
    return database.read(
        handle -> page(handle.createQuery(sql), wanted, Cursor.limit(limit), from));
  }

  /** A tenant's numbered invoices for a file, the newest first; at most {@link #MAX_EXPORTED}. */
  public CompletionStage<List<InvoiceDetail>> export(TenantId tenant) {
    var sql =
        SELECT
            + " where :tenant(i) and i.number is not null order by i.created_at desc, i.id desc"
            + " limit :limit";
    return database.read(handle -> details(handle, TenantSql.query(handle, tenant, sql)));
  }

  /**
   * All tenants' invoices that were numbered in a month, and those of which something was credited
   * in it.
   *
   * @throws InvalidValueException where they are more than {@link #MAX_EXPORTED}
   */
  public CompletionStage<List<InvoiceDetail>> export(YearMonth month) {
    var sql =
        SELECT
            + """
             where i.number is not null and i.issued_on <= :to
              and (i.issued_on >= :from or exists (
                select 1 from jsonb_array_elements(i.state -> 'credits') credit
                where (credit ->> 'date')::date between :from and :to))
            order by i.number limit :limit
            """;
    return database.read(
        handle ->
            details(
                handle,
                handle
                    .createQuery(sql)
                    .bind("from", month.atDay(1))
                    .bind("to", month.atEndOfMonth())));
  }

  private List<InvoiceDetail> details(Handle handle, Query query) {
    return whole(query.bind("limit", MAX_EXPORTED + 1).map((row, _) -> detail(handle, row)).list());
  }

  /** A file for the tax office is whole or is not made. */
  static <T> List<T> whole(List<T> rows) {
    if (rows.size() > MAX_EXPORTED) {
      throw new InvalidValueException(
          "month", "has more than " + MAX_EXPORTED + " documents, too many for one file");
    }
    return rows;
  }

  public CompletionStage<Optional<InvoiceDetail>> invoice(TenantId tenant, String id) {
    return database.read(handle -> detail(handle, tenant, id));
  }

  /** The invoice as a document; empty where it has no number. */
  public CompletionStage<Optional<Pdf>> pdf(TenantId tenant, String id) {
    return invoice(tenant, id)
        .thenApplyAsync(
            found -> found.flatMap(invoice -> InvoicePdf.of(invoice, seller.details())),
            database.threads());
  }

  /** One of its credit notes as a document; empty where there is none of that id and numbered. */
  public CompletionStage<Optional<Pdf>> creditPdf(TenantId tenant, String id, String note) {
    return invoice(tenant, id)
        .thenApplyAsync(
            found -> found.flatMap(invoice -> InvoicePdf.of(invoice, note, seller.details())),
            database.threads());
  }

  private static String clauses(Wanted wanted) {
    return (wanted.status() == null ? "" : " and i.status = :status")
        + (wanted.overdue() == null ? "" : " and i.overdue = :overdue")
        + (wanted.q() == null || wanted.q().isBlank()
            ? ""
            : " and (lower(i.number) like :q or lower(coalesce(i.buyer, i.tenant)) like :q)")
        + " and (i.created_at, i.id) < (:at, :id)"
        + " order by i.created_at desc, i.id desc limit :limit";
  }

  private static Page<InvoiceSummary> page(Query query, Wanted wanted, int size, Cursor from) {
    query.bind("at", from.at()).bind("id", from.id()).bind("limit", size + 1);
    if (wanted.status() != null) {
      query.bind("status", wanted.status().name());
    }
    if (wanted.overdue() != null) {
      query.bind("overdue", wanted.overdue());
    }
    var q = wanted.q();
    if (q != null && !q.isBlank()) {
      query.bind("q", Search.text(q));
    }
    var rows = query.map((row, _) -> summary(row)).list();
    return Cursor.page(rows, size, one -> one, one -> Cursor.of(one.createdAt(), one.id()));
  }

  private Optional<InvoiceDetail> detail(Handle handle, TenantId tenant, String id) {
    return TenantSql.query(handle, tenant, SELECT + " where :tenant(i) and i.id = :id")
        .bind("id", id)
        .map((row, _) -> detail(handle, row))
        .findOne();
  }

  private InvoiceDetail detail(Handle handle, ResultSet row) throws SQLException {
    return detail(handle, summary(row), Json.read(row.getString("state"), InvoiceState.class));
  }

  private InvoiceDetail detail(Handle handle, InvoiceSummary summary, InvoiceState state) {
    var closed = state.closed();
    var party = closed == null ? seller.details().party() : closed.seller();
    var buyer = closed == null ? BillingPartyStore.of(handle, summary.tenant()) : closed.buyer();
    var failure = state.failure();
    return new InvoiceDetail(
        summary,
        state.subject(),
        state.note(),
        state.reverseCharge(),
        state.lines(),
        closed != null,
        closed != null ? closed.assessment() : preview(state, buyer),
        party,
        buyer,
        closed != null ? List.of() : buyer.warnings(),
        closed != null ? closed.lut() : seller.details().lut(),
        state.received(),
        state.tds(),
        state.credited(),
        state.writtenOff(),
        state.payments(),
        state.credits(),
        state.refunds(),
        state.writeOffs(),
        failure == null ? null : new PaymentProblem(failure.reason(), failure.at()));
  }

  private @Nullable Assessment preview(InvoiceState state, BillingParty buyer) {
    var details = seller.details();
    return state.lines().isEmpty()
        ? null
        : Gst.assess(
            state.lines(),
            details.party(),
            details.lut(),
            buyer,
            state.reverseCharge(),
            details.roundToRupee());
  }

  private static InvoiceSummary summary(ResultSet row) throws SQLException {
    return new InvoiceSummary(
        row.getString("id"),
        new TenantId(row.getString("tenant")),
        row.getString("customer"),
        InvoiceStatus.valueOf(row.getString("status")),
        row.getBoolean("overdue"),
        row.getBoolean("failed"),
        InvoiceOrigin.valueOf(row.getString("origin")),
        row.getString("number"),
        row.getObject("issued_on", LocalDate.class),
        row.getObject("due_on", LocalDate.class),
        row.getLong("taxable"),
        row.getLong("total"),
        row.getLong("open"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
