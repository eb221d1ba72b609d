package ai.leadmetrics.streams.billing;

import ai.leadmetrics.entities.billing.Invoice;
import ai.leadmetrics.entities.billing.InvoiceState;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Committed;
import ai.leadmetrics.protocol.billing.InvoiceEvent;
import ai.leadmetrics.protocol.billing.InvoiceLine;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Rows;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What a batch of events changes in the invoices view: invoices follow their own rules. */
final class InvoicesFold {
  private static final Invoice RULES = new Invoice();

  /** Overage is billed by the month as India counts it, whoever runs the platform from where. */
  private static final ZoneId MONTHS = ZoneId.of("Asia/Kolkata");

  private static final String WRITE_INVOICES =
      """
      insert into invoice (tenant, id, status, overdue, failed, origin, subject, number, issued_on,
        due_on, buyer, taxable, total, open, created_at, state)
      select * from :rows as r
      on conflict (tenant, id) do update set status = excluded.status, overdue = excluded.overdue,
        failed = excluded.failed, number = excluded.number, issued_on = excluded.issued_on,
        due_on = excluded.due_on, buyer = excluded.buyer, taxable = excluded.taxable,
        total = excluded.total, open = excluded.open, state = excluded.state
      """;
  private static final List<String> INVOICE_TYPES =
      List.of(
          "text",
          "text",
          "text",
          "boolean",
          "boolean",
          "text",
          "text",
          "text",
          "date",
          "date",
          "text",
          "bigint",
          "bigint",
          "bigint",
          "timestamptz",
          "text");

  private static final String INSERT_OVERAGE =
      """
      insert into overage (tenant, entry, month, credit_type, credits, paise)
      select * from :rows as r on conflict (tenant, entry) do nothing
      """;
  private static final List<String> OVERAGE_TYPES =
      List.of("text", "text", "date", "text", "bigint", "bigint");

  private record Known(InvoiceState state, Instant createdAt) {}

  private final Handle handle;
  private final Map<EntityId, Known> invoices = new LinkedHashMap<>();
  private final List<@Nullable Object[]> overage = new ArrayList<>();

  InvoicesFold(Handle handle) {
    this.handle = handle;
  }

  void invoice(EventRecord record, InvoiceEvent event) {
    var known = invoices.computeIfAbsent(record.id(), id -> stored(id, record.recorded().at()));
    invoices.put(record.id(), new Known(RULES.evolve(known.state(), event), known.createdAt()));
  }

  void committed(EventRecord record, Committed event) {
    if (event.overagePaise() > 0) {
      overage.add(
          new @Nullable Object[] {
            record.id().tenant().value(),
            event.entry().value(),
            LocalDate.ofInstant(record.recorded().at(), MONTHS).withDayOfMonth(1).toString(),
            event.creditType(),
            event.used().overage(),
            event.overagePaise()
          });
    }
  }

  private Known stored(EntityId id, Instant at) {
    return handle
        .createQuery("select state, created_at from invoice where tenant = ? and id = ?")
        .bind(0, id.tenant().value())
        .bind(1, id.local())
        .map(
            (row, _) ->
                new Known(
                    Json.read(row.getString(1), InvoiceState.class),
                    row.getObject(2, OffsetDateTime.class).toInstant()))
        .findOne()
        .orElseGet(() -> new Known(RULES.initial(), at));
  }

  void write() {
    var rows = new ArrayList<@Nullable Object[]>();
    invoices.forEach((id, known) -> rows.add(row(id, known)));
    Rows.write(handle, WRITE_INVOICES, INVOICE_TYPES, rows);
    Rows.write(handle, INSERT_OVERAGE, OVERAGE_TYPES, overage);
  }

  private static @Nullable Object[] row(EntityId id, Known known) {
    var state = known.state();
    var closed = state.closed();
    var number = state.number();
    return new @Nullable Object[] {
      id.tenant().value(),
      id.local(),
      Objects.requireNonNull(state.status()),
      state.overdue(),
      state.failure() != null,
      state.origin(),
      state.subject(),
      number == null ? null : number.number(),
      number == null ? null : number.date().toString(),
      number == null ? null : number.due().toString(),
      closed == null ? null : closed.buyer().legalName(),
      closed == null
          ? state.lines().stream().mapToLong(InvoiceLine::amount).sum()
          : closed.assessment().taxable(),
      state.total(),
      state.open(),
      known.createdAt(),
      Json.text(state)
    };
  }
}
