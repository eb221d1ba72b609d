package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.streams.kit.Database;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/** Single payments that are still open: what the gateway is asked about. */
final class PurchaseStore {
  private final Database database;

  PurchaseStore(Database database) {
    this.database = database;
  }

  static void opened(Handle handle, EntityId id, Instant at, long seq) {
    handle
        .createUpdate(
            "insert into core.purchase (tenant, id, status, opened_at, seq)"
                + " values (:tenant, :id, 'OPEN', :at, :seq) on conflict do nothing")
        .bind("tenant", id.tenant().value())
        .bind("id", id.local())
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .bind("seq", seq)
        .execute();
  }

  static void linked(Handle handle, EntityId id, String gatewayId) {
    update(handle, id, "gateway_id", gatewayId);
  }

  static void paid(Handle handle, EntityId id) {
    update(handle, id, "status", "PAID");
  }

  /** The gateway has no such order any more: it is not asked about it again. */
  CompletionStage<Integer> lost(String gatewayId) {
    return database.transact(
        handle ->
            handle
                .createUpdate(
                    "update core.purchase set status = 'LOST'"
                        + " where gateway_id = :id and status = 'OPEN'")
                .bind("id", gatewayId)
                .execute());
  }

  private static void update(Handle handle, EntityId id, String column, String value) {
    handle
        .createUpdate(
            "update core.purchase set " + column + " = :value where tenant = :tenant and id = :id")
        .bind("value", value)
        .bind("tenant", id.tenant().value())
        .bind("id", id.local())
        .execute();
  }

  /** The gateway's ids of orders that were opened since and are not paid. */
  CompletionStage<List<String>> open(Instant since) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select gateway_id from core.purchase where status = 'OPEN'"
                        + " and gateway_id is not null and opened_at > :since")
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .mapTo(String.class)
                .list());
  }
}
