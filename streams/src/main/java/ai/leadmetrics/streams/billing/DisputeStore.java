package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.PaymentDispute;
import ai.leadmetrics.protocol.kit.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Disputes as the gateway told of them last. */
final class DisputeStore {
  private DisputeStore() {}

  /**
   * A dispute as it stands.
   *
   * @param wasLost whether it ever was, so that money went back
   */
  record Known(PaymentDispute dispute, boolean wasLost) {}

  /**
   * Stores a report unless a later one, by the gateway's time, is stored already.
   *
   * @return as it stood before, where it was known
   */
  static Optional<Known> put(
      Handle handle, TenantId tenant, String payment, PaymentDispute dispute) {
    var before = find(handle, tenant, dispute.id());
    if (before.isPresent() && !dispute.isAfter(before.get().dispute())) {
      return before;
    }
    var respondBy = dispute.respondBy();
    handle
        .createUpdate(
            """
            insert into core.dispute as d (tenant, id, payment, status, amount, currency, reason,
              respond_by, at, was_lost)
            values (:tenant, :id, :payment, :status, :amount, :currency, :reason, :respondBy, :at,
              :lost)
            on conflict (tenant, id) do update set status = excluded.status, at = excluded.at,
              amount = excluded.amount, currency = excluded.currency,
              reason = coalesce(excluded.reason, d.reason),
              respond_by = coalesce(excluded.respond_by, d.respond_by),
              was_lost = d.was_lost or excluded.was_lost
            """)
        .bind("tenant", tenant.value())
        .bind("id", dispute.id())
        .bind("payment", payment)
        .bind("status", dispute.status().name())
        .bind("amount", dispute.amount().minor())
        .bind("currency", dispute.amount().currency())
        .bind("reason", dispute.reason())
        .bind("respondBy", respondBy == null ? null : respondBy.atOffset(ZoneOffset.UTC))
        .bind("at", dispute.at().atOffset(ZoneOffset.UTC))
        .bind("lost", dispute.status() == PaymentDispute.Status.LOST)
        .execute();
    return before;
  }

  private static Optional<Known> find(Handle handle, TenantId tenant, String id) {
    return handle
        .createQuery("select * from core.dispute where tenant = :tenant and id = :id for update")
        .bind("tenant", tenant.value())
        .bind("id", id)
        .map((row, _) -> new Known(read(row, ""), row.getBoolean("was_lost")))
        .findOne();
  }

  /**
   * @param prefix of the columns' names
   */
  static PaymentDispute read(ResultSet row, String prefix) throws SQLException {
    return new PaymentDispute(
        row.getString(prefix + "id"),
        PaymentDispute.Status.valueOf(row.getString(prefix + "status")),
        new Money(row.getLong(prefix + "amount"), row.getString(prefix + "currency")),
        row.getString(prefix + "reason"),
        instant(row, prefix + "respond_by"),
        row.getObject(prefix + "at", OffsetDateTime.class).toInstant());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
