package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.GatewayFact;
import ai.leadmetrics.streams.kit.PaymentGateway.Told;
import java.time.Clock;
import java.time.Instant;
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

  /** Keeps what is told of a payment that is not known yet. */
  CompletionStage<Done> keepEarly(String payment, GatewayFact fact, Instant at) {
    return database.transact(
        handle -> {
          handle
              .createUpdate(
                  "insert into core.gateway_early (gateway_id, fact, at, kept_at)"
                      + " values (:id, :fact, :at, :now) on conflict do nothing")
              .bind("id", payment)
              .bind("fact", Json.text(fact))
              .bind("at", at.atOffset(ZoneOffset.UTC))
              .bind("now", now())
              .execute();
          return Done.getInstance();
        });
  }

  /** In the order in which it happened. */
  CompletionStage<List<Told>> early(String payment) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select fact, at from core.gateway_early where gateway_id = :id order by at")
                .bind("id", payment)
                .map(
                    (row, _) ->
                        new Told(
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            Json.read(row.getString("fact"), GatewayFact.class)))
                .list());
  }

  CompletionStage<Done> forgetEarly(String payment) {
    return database.transact(
        handle -> {
          handle
              .createUpdate("delete from core.gateway_early where gateway_id = :id")
              .bind("id", payment)
              .execute();
          return Done.getInstance();
        });
  }

  /** Forgets reports older than anything that is still repeated. */
  CompletionStage<Integer> forget(OffsetDateTime before) {
    return database.transact(
        handle ->
            handle
                    .createUpdate("delete from core.gateway_early where kept_at < :before")
                    .bind("before", before)
                    .execute()
                + handle
                    .createUpdate("delete from core.gateway_event where settled_at < :before")
                    .bind("before", before)
                    .execute());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
