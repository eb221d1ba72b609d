package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.streams.kit.Database;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jdbi.v3.core.Handle;

/** Whose the gateway's things are, and which of its reports were acted on. */
final class GatewayLinks {
  private final Database database;
  private final Clock clock;

  GatewayLinks(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  CompletionStage<Optional<EntityId>> entity(String gatewayId) {
    return database.read(
        handle ->
            handle
                .createQuery("select entity from core.gateway_link where gateway_id = :id")
                .bind("id", gatewayId)
                .mapTo(String.class)
                .findOne()
                .map(EntityId::parse));
  }

  CompletionStage<Done> link(String gatewayId, EntityId entity) {
    return database.transact(
        handle -> {
          link(handle, gatewayId, entity, now());
          return Done.getInstance();
        });
  }

  /** What belongs to somebody stays theirs. */
  static void link(Handle handle, String gatewayId, EntityId entity, OffsetDateTime now) {
    handle
        .createUpdate(
            "insert into core.gateway_link (gateway_id, entity, linked_at)"
                + " values (:id, :entity, :now) on conflict do nothing")
        .bind("id", gatewayId)
        .bind("entity", entity.key())
        .bind("now", now)
        .execute();
  }

  /** Whether a report was acted on under any of its names. */
  CompletionStage<Boolean> isSettled(List<String> names) {
    return database.read(
        handle ->
            handle
                .createQuery("select exists (select from core.gateway_event where id in (<ids>))")
                .bindList("ids", names)
                .mapTo(Boolean.class)
                .one());
  }

  CompletionStage<Done> settle(List<String> names) {
    return database.transact(
        handle -> {
          for (var name : names) {
            handle
                .createUpdate(
                    "insert into core.gateway_event (id, settled_at) values (:id, :now)"
                        + " on conflict do nothing")
                .bind("id", name)
                .bind("now", now())
                .execute();
          }
          return Done.getInstance();
        });
  }

  /** Forgets reports older than anything that is still repeated. */
  CompletionStage<Integer> forget(OffsetDateTime before) {
    return database.transact(
        handle ->
            handle
                .createUpdate("delete from core.gateway_event where settled_at < :before")
                .bind("before", before)
                .execute());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
