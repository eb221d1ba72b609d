package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Payment;
import ai.leadmetrics.protocol.billing.PaymentRow;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Cursor;
import ai.leadmetrics.streams.kit.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What was collected, what failed and what went back. */
public final class PaymentStore {
  private final Database database;

  public PaymentStore(Database database) {
    this.database = database;
  }

  /** A payment that can be refunded. */
  record Refundable(String gatewayId, Money amount, long left) {}

  /** Writes a payment, unless something later is known of it. */
  static void put(
      Handle handle,
      EntityId subject,
      String what,
      String status,
      Payment payment,
      @Nullable String reason,
      Instant at) {
    handle
        .createUpdate(
            """
            insert into core.payment as known (tenant, id, subject, what, status, gateway,
              gateway_id, method, amount, currency, reason, at)
            values (:tenant, :id, :subject, :what, :status, :gateway, :gatewayId, :method, :amount,
              :currency, :reason, :at)
            on conflict (tenant, id) do update set status = excluded.status, at = excluded.at,
              reason = excluded.reason, method = coalesce(excluded.method, known.method)
            where known.status = 'failed'
            """)
        .bind("tenant", subject.tenant().value())
        .bind("id", payment.id())
        .bind("subject", subject.local())
        .bind("what", what)
        .bind("status", status)
        .bind("gateway", payment.gateway())
        .bind("gatewayId", payment.gatewayId())
        .bind("method", payment.method())
        .bind("amount", payment.amount().minor())
        .bind("currency", payment.amount().currency())
        .bind("reason", reason)
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .execute();
  }

  /** Counts a refund, unless it was counted. */
  static void refunded(
      Handle handle, TenantId tenant, String payment, String refund, Money amount) {
    int news =
        handle
            .createUpdate(
                "insert into core.refund (tenant, id, payment, amount)"
                    + " values (:tenant, :id, :payment, :amount) on conflict do nothing")
            .bind("tenant", tenant.value())
            .bind("id", refund)
            .bind("payment", payment)
            .bind("amount", amount.minor())
            .execute();
    if (news == 0) {
      return;
    }
    handle
        .createUpdate(
            "update core.payment set refunded = least(amount, refunded + :amount)"
                + " where tenant = :tenant and id = :id")
        .bind("amount", amount.minor())
        .bind("tenant", tenant.value())
        .bind("id", payment)
        .execute();
  }

  /**
   * A page, the latest first.
   *
   * @throws IllegalArgumentException when the cursor is none
   */
  public CompletionStage<Page<PaymentRow>> list(
      TenantId tenant, int limit, @Nullable String cursor) {
    var after = Cursor.parse(cursor);
    return database.read(
        handle -> {
          List<PaymentRow> rows =
              handle
                  .createQuery(
                      "select * from core.payment where tenant = :tenant"
                          + " and (at, id) < (:at, :id) order by at desc, id desc limit :limit")
                  .bind("tenant", tenant.value())
                  .bind("at", after.at())
                  .bind("id", after.id())
                  .bind("limit", limit + 1)
                  .map((row, _) -> read(row))
                  .list();
          return Cursor.page(rows, limit, row -> row, row -> Cursor.of(row.at(), row.id()));
        });
  }

  CompletionStage<Optional<Refundable>> refundable(TenantId tenant, String id) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select gateway_id, amount, refunded, currency from core.payment"
                        + " where tenant = :tenant and id = :id and status <> 'failed'")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(
                    (row, _) ->
                        new Refundable(
                            row.getString("gateway_id"),
                            new Money(row.getLong("amount"), row.getString("currency")),
                            row.getLong("amount") - row.getLong("refunded")))
                .findOne());
  }

  private static PaymentRow read(ResultSet row) throws SQLException {
    var currency = row.getString("currency");
    return new PaymentRow(
        row.getString("id"),
        row.getString("subject"),
        row.getString("what"),
        row.getString("status"),
        row.getString("method"),
        new Money(row.getLong("amount"), currency),
        new Money(row.getLong("refunded"), currency),
        row.getString("reason"),
        row.getObject("at", OffsetDateTime.class).toInstant());
  }
}
