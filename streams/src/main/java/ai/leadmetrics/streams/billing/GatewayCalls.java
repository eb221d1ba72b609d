package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.PaymentError;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.PaymentGateway;
import ai.leadmetrics.streams.kit.PaymentGateway.Answer;
import ai.leadmetrics.streams.kit.PaymentGateway.Wanted;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Creates things at the gateway once. A call is written down before it is made; one whose outcome
 * is unknown is looked up at the gateway before it is made again, by one caller at a time.
 */
final class GatewayCalls {
  /** No call takes longer: after this, whoever made it is not there any more. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  private static final Duration ASK_AGAIN = Duration.ofMillis(200);

  /** How long somebody waits for another's call; in steps of {@link #ASK_AGAIN}. */
  private static final int PATIENCE = 75;

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);

  private final Database database;
  private final Clock clock;
  private final PaymentGateway gateway;

  GatewayCalls(Database database, Clock clock, PaymentGateway gateway) {
    this.database = database;
    this.clock = clock;
    this.gateway = gateway;
  }

  private sealed interface Before {
    record Never() implements Before {}

    /** Somebody made it and does not know what became of it, or is not there any more. */
    record Attempted() implements Before {}

    /** Somebody is about it. */
    record Running() implements Before {}

    record Settled(String id) implements Before {}
  }

  /**
   * The gateway's id of what is wanted, created now or before.
   *
   * @param owner whose it is; absent for what belongs to nobody, as plans do
   */
  CompletionStage<String> once(Wanted wanted, @Nullable EntityId owner) {
    return once(wanted, owner, PATIENCE);
  }

  private CompletionStage<String> once(Wanted wanted, @Nullable EntityId owner, int patience) {
    return begin(wanted.reference())
        .thenCompose(
            before ->
                switch (before) {
                  case Before.Settled(var id) -> CompletableFuture.completedFuture(id);
                  case Before.Never() -> create(wanted, owner);
                  case Before.Attempted() -> lookUp(wanted, owner);
                  case Before.Running() when patience == 0 -> failed("another call is running");
                  case Before.Running() ->
                      CompletableFuture.runAsync(() -> {}, LATER)
                          .thenCompose(_ -> once(wanted, owner, patience - 1));
                });
  }

  private CompletionStage<Before> begin(String reference) {
    return database.transact(
        handle -> {
          int first =
              handle
                  .createUpdate(
                      "insert into core.gateway_call (id, attempted_at) values (:id, :now)"
                          + " on conflict do nothing")
                  .bind("id", reference)
                  .bind("now", now())
                  .execute();
          if (first == 1) {
            return new Before.Never();
          }
          Optional<String> settled =
              handle
                  .createQuery(
                      "select gateway_id from core.gateway_call"
                          + " where id = :id and settled_at is not null")
                  .bind("id", reference)
                  .mapTo(String.class)
                  .findOne();
          if (settled.isPresent()) {
            return new Before.Settled(settled.get());
          }
          int taken =
              handle
                  .createUpdate(
                      "update core.gateway_call set attempted_at = :now"
                          + " where id = :id and settled_at is null and attempted_at <= :over")
                  .bind("now", now())
                  .bind("id", reference)
                  .bind("over", now().minus(LEASE))
                  .execute();
          return taken == 1 ? new Before.Attempted() : new Before.Running();
        });
  }

  private CompletionStage<String> lookUp(Wanted wanted, @Nullable EntityId owner) {
    return gateway
        .find(wanted)
        .thenCompose(
            answer ->
                switch (answer) {
                  case Answer.Done<Optional<String>>(var found) ->
                      found
                          .map(id -> settle(wanted.reference(), id, owner))
                          .orElseGet(() -> create(wanted, owner));
                  case Answer.Refused<Optional<String>>(var code, var detail) ->
                      letGo(wanted, code + ' ' + detail);
                  case Answer.Unknown<Optional<String>>(var detail) -> letGo(wanted, detail);
                });
  }

  private CompletionStage<String> create(Wanted wanted, @Nullable EntityId owner) {
    return gateway
        .create(wanted)
        .thenCompose(
            answer ->
                switch (answer) {
                  case Answer.Done<String>(var id) -> settle(wanted.reference(), id, owner);
                  case Answer.Refused<String>(var code, var detail) ->
                      forget(wanted.reference()).thenCompose(_ -> refused(code, detail));
                  case Answer.Unknown<String>(var detail) -> letGo(wanted, detail);
                });
  }

  private CompletionStage<String> settle(String reference, String id, @Nullable EntityId owner) {
    return database.transact(
        handle -> {
          handle
              .createUpdate(
                  "update core.gateway_call set gateway_id = :gateway, settled_at = :now"
                      + " where id = :id")
              .bind("gateway", id)
              .bind("now", now())
              .bind("id", reference)
              .execute();
          if (owner != null) {
            GatewayLinks.link(handle, id, owner, now());
          }
          return id;
        });
  }

  /** Perhaps done: whoever comes next may look at once. */
  private CompletionStage<String> letGo(Wanted wanted, String detail) {
    return database
        .transact(
            handle ->
                handle
                    .createUpdate(
                        "update core.gateway_call set attempted_at = :over"
                            + " where id = :id and settled_at is null")
                    .bind("over", now().minus(LEASE))
                    .bind("id", wanted.reference())
                    .execute())
        .thenCompose(_ -> failed(detail));
  }

  private CompletionStage<Integer> forget(String reference) {
    return database.transact(
        handle ->
            handle
                .createUpdate("delete from core.gateway_call where id = :id and settled_at is null")
                .bind("id", reference)
                .execute());
  }

  /** The gateway has lost what was made for a reference: it is made anew when it is wanted. */
  CompletionStage<Integer> lost(String reference, String gatewayId) {
    return database.transact(
        handle ->
            handle
                .createUpdate(
                    "delete from core.gateway_call where id = :id and gateway_id = :gateway")
                .bind("id", reference)
                .bind("gateway", gatewayId)
                .execute());
  }

  private static CompletionStage<String> refused(String code, String detail) {
    return CompletableFuture.failedFuture(
        new GatewayException(
            code.equals("not_set_up")
                ? PaymentError.PAYMENTS_OFF
                : PaymentError.GATEWAY_UNAVAILABLE,
            code + ' ' + detail,
            code.equals(Answer.Refused.NOT_FOUND)));
  }

  private static CompletionStage<String> failed(String detail) {
    return CompletableFuture.failedFuture(
        new GatewayException(PaymentError.GATEWAY_UNAVAILABLE, detail));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
