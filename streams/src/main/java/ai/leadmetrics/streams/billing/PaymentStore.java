package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Payment;
import ai.leadmetrics.protocol.billing.PaymentRow;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.InvalidValueException;
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
    recount(handle, subject.tenant(), payment.id());
  }

  /**
   * A refund or chargeback of a payment, also one that failed.
   *
   * @param id the gateway's, of the refund or dispute
   */
  record Back(String payment, String id, Money amount, boolean chargeback, Instant at) {}

  /** Counts a refund once, also when it is reported repeatedly or out of order. */
  static void refunded(Handle handle, TenantId tenant, Back back) {
    write(handle, tenant, back, null);
  }

  /** A refund that came to nothing counts for nothing. */
  static void revoked(Handle handle, TenantId tenant, Back back) {
    write(handle, tenant, back, back.at());
  }

  private static void write(
      Handle handle, TenantId tenant, Back back, @Nullable Instant revokedAt) {
    handle
        .createUpdate(
            """
            insert into core.refund as r (tenant, id, payment, amount, chargeback, at, revoked_at)
            values (:tenant, :id, :payment, :amount, :chargeback, :at, :revokedAt)
            on conflict (tenant, id) do update
              set revoked_at = coalesce(r.revoked_at, excluded.revoked_at)
            """)
        .bind("tenant", tenant.value())
        .bind("id", back.id())
        .bind("payment", back.payment())
        .bind("amount", back.amount().minor())
        .bind("chargeback", back.chargeback())
        .bind("at", back.at().atOffset(ZoneOffset.UTC))
        .bind("revokedAt", revokedAt == null ? null : revokedAt.atOffset(ZoneOffset.UTC))
        .execute();
    recount(handle, tenant, back.payment());
  }

  /**
   * Recounts what was refunded. A failed refund stays owed until refunds of the same sum succeeded
   * after it.
   */
  private static void recount(Handle handle, TenantId tenant, String payment) {
    handle
        .createUpdate(
            """
            update core.payment p set refunded = least(p.amount, r.done),
              refund_failed = least(p.amount, greatest(0, r.failed - r.again))
            from (
              select coalesce(sum(amount) filter (where revoked_at is null), 0) as done,
                coalesce(sum(amount) filter (where revoked_at is not null and not chargeback), 0)
                  as failed,
                coalesce(sum(amount) filter (where revoked_at is null and at > (
                  select min(f.revoked_at) from core.refund f where f.tenant = :tenant
                    and f.payment = :payment and not f.chargeback)), 0) as again
              from core.refund where tenant = :tenant and payment = :payment) r
            where p.tenant = :tenant and p.id = :payment
            """)
        .bind("tenant", tenant.value())
        .bind("payment", payment)
        .execute();
  }

  /**
   * A page, the latest first.
   *
   * @throws InvalidValueException when the cursor is not one of ours
   */
  public CompletionStage<Page<PaymentRow>> list(
      TenantId tenant, int limit, @Nullable String cursor) {
    var after = Cursor.parse(cursor);
    return database.read(
        handle -> {
          List<PaymentRow> rows =
              handle
                  .createQuery(
                      """
                      select p.*, d.* from core.payment p left join lateral (
                        select id as d_id, status as d_status, amount as d_amount,
                          currency as d_currency, reason as d_reason, respond_by as d_respond_by,
                          at as d_at
                        from core.dispute where tenant = p.tenant and payment = p.id
                        order by at desc, id desc limit 1) d on true
                      where p.tenant = :tenant and (p.at, p.id) < (:at, :id)
                      order by p.at desc, p.id desc limit :limit
                      """)
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
    long failed = row.getLong("refund_failed");
    return new PaymentRow(
        row.getString("id"),
        row.getString("subject"),
        row.getString("what"),
        row.getString("status"),
        row.getString("method"),
        new Money(row.getLong("amount"), currency),
        new Money(row.getLong("refunded"), currency),
        failed == 0 ? null : new Money(failed, currency),
        row.getString("d_id") == null ? null : DisputeStore.read(row, "d_"),
        row.getString("reason"),
        row.getObject("at", OffsetDateTime.class).toInstant());
  }
}
