package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.entities.tenancy.Tenant;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.BusinessProfile;
import ai.leadmetrics.protocol.tenancy.TenantEvent;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.TenantDirectory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.jdbi.v3.core.Handle;

/** What is known of tenants, as of the last event of each that came through. */
public final class TenantStore implements TenantDirectory {
  private static final Tenant TENANT = new Tenant();

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Executor ASK_AGAIN =
      CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

  private final Database database;

  private record Kept(TenantFacts facts, long seq) {}

  public TenantStore(Database database) {
    this.database = database;
  }

  public CompletionStage<Optional<BusinessProfile>> profile(TenantId tenant) {
    return facts(tenant).thenApply(facts -> facts.map(TenantFacts::profile));
  }

  @Override
  public CompletionStage<Optional<TenantFacts>> facts(TenantId tenant) {
    return database.read(handle -> find(handle, tenant, "").map(Kept::facts));
  }

  /**
   * Completes when the tenant's events up to {@code seq} have come through, so that who has just
   * changed something finds it; or when that takes too long, as they come later then.
   */
  public CompletionStage<Done> caughtUp(TenantId tenant, long seq) {
    return caughtUp(tenant, seq, Instant.now().plus(PATIENCE));
  }

  private CompletionStage<Done> caughtUp(TenantId tenant, long seq, Instant until) {
    return database
        .read(handle -> find(handle, tenant, "").map(Kept::seq).orElse(0L))
        .thenCompose(
            known ->
                known >= seq || Instant.now().isAfter(until)
                    ? CompletableFuture.completedFuture(Done.getInstance())
                    : CompletableFuture.runAsync(() -> {}, ASK_AGAIN)
                        .thenCompose(_ -> caughtUp(tenant, seq, until)));
  }

  /** Adds an event, unless it is known already; events of a tenant come in order. */
  CompletionStage<Boolean> keep(TenantId tenant, TenantEvent event, long seq, Instant at) {
    return database.transact(
        handle -> {
          var known = find(handle, tenant, " for update");
          if (known.isPresent() && known.get().seq() >= seq) {
            return false;
          }
          write(
              handle,
              tenant,
              TENANT.evolve(known.map(Kept::facts).orElseGet(TENANT::initial), event),
              seq,
              at);
          return true;
        });
  }

  private static Optional<Kept> find(Handle handle, TenantId tenant, String lock) {
    return handle
        .createQuery("select facts, seq from core.tenant where id = :id" + lock)
        .bind("id", tenant.value())
        .map(
            (row, _) ->
                new Kept(Json.read(row.getString("facts"), TenantFacts.class), row.getLong("seq")))
        .findOne();
  }

  private static void write(
      Handle handle, TenantId tenant, TenantFacts facts, long seq, Instant at) {
    var profile = Objects.requireNonNull(facts.profile(), "nothing comes before the registration");
    handle
        .createUpdate(
            "insert into core.tenant as known"
                + " (id, facts, state, name, industry, registered_at, seq)"
                + " values (:id, :facts, :state, :name, :industry, :at, :seq)"
                + " on conflict (id) do update"
                + " set facts = excluded.facts, state = excluded.state, name = excluded.name,"
                + " industry = excluded.industry, seq = excluded.seq"
                + " where known.seq < excluded.seq")
        .bind("id", tenant.value())
        .bind("facts", Json.text(facts))
        .bind("state", facts.state().name().toLowerCase(Locale.ROOT))
        .bind("name", profile.name())
        .bind("industry", profile.industry())
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .bind("seq", seq)
        .execute();
  }
}
