package ai.leadmetrics.streams.billing;

import ai.leadmetrics.entities.billing.Subscription;
import ai.leadmetrics.entities.billing.SubscriptionState;
import ai.leadmetrics.protocol.billing.SubscriptionEvent;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionLinked;
import ai.leadmetrics.protocol.billing.SubscriptionStatus;
import ai.leadmetrics.protocol.billing.SubscriptionSummary;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Subscriptions as of their last event: the entity's own state, kept where it can be listed. */
public final class SubscriptionStore {
  private static final Subscription RULES = new Subscription();
  private static final String COLUMNS = "tenant, id, status, gateway_id, state, created_at, seq";

  private final Database database;

  public SubscriptionStore(Database database) {
    this.database = database;
  }

  /** A subscription as it stands. */
  public record Row(EntityId id, SubscriptionState state, Instant createdAt, long seq) {
    public SubscriptionStatus status() {
      return Objects.requireNonNull(state.status());
    }

    public @Nullable String gatewayId() {
      return state.gatewayId();
    }
  }

  static SubscriptionSummary summary(Row row, Prices.Quote quote) {
    var state = row.state();
    var terms = Objects.requireNonNull(state.terms());
    var period = state.period();
    var owed = state.dunning();
    return new SubscriptionSummary(
        row.id().local(),
        row.status(),
        state.charging(),
        terms.plan(),
        terms.version(),
        terms.name(),
        terms.price(),
        quote.gross(terms.price()),
        period == null ? null : period.start(),
        period == null ? null : period.end(),
        state.next() == null ? null : state.next().plan(),
        owed == null ? null : owed.amount(),
        owed == null ? null : owed.since(),
        owed == null ? null : owed.day(),
        row.createdAt());
  }

  public CompletionStage<Optional<Row>> find(EntityId id) {
    return database.read(handle -> find(handle, id, ""));
  }

  /** All of a tenant, the latest first. */
  public CompletionStage<List<Row>> of(TenantId tenant) {
    return database.read(handle -> of(handle, tenant));
  }

  static List<Row> of(Handle handle, TenantId tenant) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from core.subscription where tenant = :tenant"
                + " order by created_at desc, id limit 100")
        .bind("tenant", tenant.value())
        .map((row, _) -> read(row))
        .list();
  }

  /** Those of all tenants that are not over, in pages by key. */
  CompletionStage<List<Row>> running(String after, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from core.subscription where status not in ('CANCELLED', 'EXPIRED')"
                        + " and tenant || ':' || id > :after"
                        + " order by tenant || ':' || id limit :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list());
  }

  /** Applies an event, unless it was; answers with all subscriptions of the tenant. */
  List<Row> apply(Handle handle, EntityId id, long seq, Instant at, SubscriptionEvent event) {
    var known = find(handle, id, " for update");
    if (known.isEmpty() || known.get().seq() < seq) {
      var before = known.map(Row::state).orElse(RULES.initial());
      var created = known.map(Row::createdAt).orElse(at);
      write(handle, new Row(id, RULES.evolve(before, event), created, seq));
    }
    if (event instanceof SubscriptionLinked(_, var gatewayId)) {
      GatewayLinks.link(handle, gatewayId, id, at.atOffset(ZoneOffset.UTC));
    }
    return of(handle, id.tenant());
  }

  private static void write(Handle handle, Row row) {
    handle
        .createUpdate(
            "insert into core.subscription ("
                + COLUMNS
                + ") values (:tenant, :id, :status, :gateway, :state, :created, :seq)"
                + " on conflict (tenant, id) do update set status = excluded.status,"
                + " gateway_id = excluded.gateway_id, state = excluded.state, seq = excluded.seq")
        .bind("tenant", row.id().tenant().value())
        .bind("id", row.id().local())
        .bind("status", row.status().name())
        .bind("gateway", row.gatewayId())
        .bind("state", Json.text(row.state()))
        .bind("created", row.createdAt().atOffset(ZoneOffset.UTC))
        .bind("seq", row.seq())
        .execute();
  }

  private static Optional<Row> find(Handle handle, EntityId id, String lock) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from core.subscription where tenant = :tenant and id = :id"
                + lock)
        .bind("tenant", id.tenant().value())
        .bind("id", id.local())
        .map((row, _) -> read(row))
        .findOne();
  }

  private static Row read(ResultSet row) throws SQLException {
    return new Row(
        new EntityId(new TenantId(row.getString("tenant")), row.getString("id")),
        Json.read(row.getString("state"), SubscriptionState.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getLong("seq"));
  }
}
