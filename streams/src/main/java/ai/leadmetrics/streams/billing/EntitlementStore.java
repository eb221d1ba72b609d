package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.BillingError;
import ai.leadmetrics.protocol.billing.Entitlements;
import ai.leadmetrics.protocol.billing.Limit;
import ai.leadmetrics.protocol.billing.Limits;
import ai.leadmetrics.protocol.billing.PlanId;
import ai.leadmetrics.protocol.billing.PlanVersion;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/**
 * What each tenant may use: the one guard that API, workers and portal go by. Answers come from
 * memory and are at most {@code leadmetrics.billing.entitlements-kept} old.
 */
public final class EntitlementStore {
  private static final int MAX_CACHED = 50_000;

  private final Database database;
  private final AsyncLoadingCache<TenantId, Entitlements> cache;

  public EntitlementStore(Platform platform) {
    database = platform.database();
    cache =
        Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .expireAfterWrite(
                platform.config().getDuration("leadmetrics.billing.entitlements-kept"))
            .buildAsync((tenant, _) -> read(tenant).toCompletableFuture());
  }

  public CompletionStage<Entitlements> of(TenantId tenant) {
    return cache.get(tenant);
  }

  private CompletionStage<Entitlements> read(TenantId tenant) {
    return database.read(handle -> entitlements(handle, Held.of(handle, tenant)));
  }

  private static Entitlements entitlements(Handle handle, Held held) {
    return new Entitlements(
        held.best().plan(),
        held.best().version(),
        held.best().name(),
        held.limits(),
        held.features(),
        held.plans().stream().anyMatch(PlanVersion::overage),
        held.isGranted(),
        isLocked(handle, held.tenant()));
  }

  private static boolean isLocked(Handle handle, TenantId tenant) {
    return CreditsView.isThere(handle)
        && handle
            .createQuery(
                "select 1 from credits.account a"
                    + " where a.tenant = :tenant and a.locked_for is not null")
            .bind("tenant", tenant.value())
            .mapTo(Integer.class)
            .findOne()
            .isPresent();
  }

  /**
   * Whether the tenant's plan has room.
   *
   * @param wanted how many there would be
   * @return the refusal, which names the plan that unlocks it
   */
  public CompletionStage<Optional<Rejection>> room(TenantId tenant, Limit limit, long wanted) {
    return of(tenant)
        .thenCompose(
            has ->
                wanted <= has.limits().of(limit)
                    ? none()
                    : refusal(
                        "Your plan %s allows %d %s."
                            .formatted(has.name(), has.limits().of(limit), words(limit)),
                        plan -> plan.limits().of(limit) >= wanted,
                        plan -> "%s allows %d.".formatted(plan.name(), plan.limits().of(limit))));
  }

  /** Whether the tenant's plan contains an agent or another feature. */
  public CompletionStage<Optional<Rejection>> contains(TenantId tenant, String feature) {
    return of(tenant)
        .thenCompose(
            has ->
                has.has(feature)
                    ? none()
                    : refusal(
                        "Your plan %s does not contain %s.".formatted(has.name(), feature),
                        plan -> plan.features().contains(feature),
                        plan -> "%s does.".formatted(plan.name())));
  }

  private static CompletionStage<Optional<Rejection>> none() {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  private CompletionStage<Optional<Rejection>> refusal(
      String what, Predicate<PlanVersion> unlocks, Function<PlanVersion, String> how) {
    return database.read(
        handle -> {
          var way = PlanStore.current(handle).stream().filter(unlocks).findFirst().map(how);
          return Optional.of(
              Rejection.of(
                  BillingError.PLAN_LIMIT, what + ' ' + way.orElse("Talk to us about more.")));
        });
  }

  private static String words(Limit limit) {
    return limit.wire().replace('_', ' ');
  }

  /**
   * What a tenant's credits are at a time.
   *
   * @param anchor what its periods are counted from
   */
  record Allowance(Instant anchor, long credits, boolean overage) {}

  /** As of now, not from memory. */
  CompletionStage<Allowance> allowance(TenantId tenant, Instant at) {
    return database.read(
        handle -> {
          var held = Held.of(handle, tenant);
          var free = held.free().limits().creditsPerMonth();
          long paid =
              held.rows().stream()
                  .filter(row -> row.isPaid(at))
                  .mapToLong(row -> row.plan().limits().creditsPerMonth())
                  .sum();
          return new Allowance(
              anchor(handle, tenant, at),
              paid == 0 ? free : paid,
              held.rows().stream().anyMatch(row -> row.isPaid(at) && row.plan().overage()));
        });
  }

  /**
   * That of the oldest plan that is paid for, cancelled or not: whoever drops it before its month
   * is over must not begin another by that, with an allowance that they had.
   */
  private static Instant anchor(Handle handle, TenantId tenant, Instant at) {
    return handle
        .createQuery(
            "select anchor from core.entitlement where tenant = :tenant"
                + " and (live or paid_until > :at) order by anchor limit 1")
        .bind("tenant", tenant.value())
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .mapTo(OffsetDateTime.class)
        .findOne()
        .map(OffsetDateTime::toInstant)
        .orElse(CALENDAR);
  }

  /** Without a subscription credits go by the calendar's months. */
  private static final Instant CALENDAR = Instant.parse("2026-01-01T00:00:00Z");

  private record Row(PlanVersion plan, Instant anchor, Optional<Instant> paidUntil) {
    boolean isPaid(Instant at) {
      return paidUntil.isEmpty() || at.isBefore(paidUntil.get());
    }
  }

  private record Held(TenantId tenant, List<Row> rows, PlanVersion free) {
    static Held of(Handle handle, TenantId tenant) {
      var rows =
          handle
              .createQuery(
                  "select "
                      + PlanStore.COLUMNS
                      + ", e.anchor, e.paid_until from core.entitlement e"
                      + " join core.plan_version p on p.plan = e.plan and p.version = e.version"
                      + " where e.tenant = :tenant and e.live")
              .bind("tenant", tenant.value())
              .map(
                  (row, _) ->
                      new Row(
                          PlanStore.version(row),
                          row.getObject("anchor", OffsetDateTime.class).toInstant(),
                          Optional.ofNullable(row.getObject("paid_until", OffsetDateTime.class))
                              .map(OffsetDateTime::toInstant)))
              .list();
      return new Held(tenant, rows, PlanStore.current(handle).getFirst());
    }

    List<PlanVersion> plans() {
      return rows.isEmpty() ? List.of(free) : rows.stream().map(Row::plan).toList();
    }

    PlanVersion best() {
      return plans().stream().max(Comparator.comparing(PlanVersion::plan)).orElse(free);
    }

    /** Where somebody pays for the plan as well, it is theirs. */
    boolean isGranted() {
      var best = rows.stream().filter(row -> row.plan().plan() == best().plan()).toList();
      return !best.isEmpty() && best.stream().allMatch(row -> row.paidUntil().isEmpty());
    }

    Limits limits() {
      return plans().stream().map(PlanVersion::limits).reduce(Limits::with).orElse(free.limits());
    }

    List<String> features() {
      return plans().stream().flatMap(plan -> plan.features().stream()).distinct().toList();
    }
  }

  /** A plan that the operator gives: nobody pays, and it does not end by itself. */
  public CompletionStage<Integer> give(TenantId tenant, String source, PlanId plan, Instant at) {
    return database
        .transact(
            handle ->
                handle
                    .createUpdate(
                        "insert into core.entitlement"
                            + " (tenant, source, plan, version, anchor, paid_until, live, seq)"
                            + " select :tenant, :source, :plan, max(version), :at, null, true, 0"
                            + " from core.plan_version where plan = :plan"
                            + " on conflict (tenant, source) do nothing")
                    .bind("tenant", tenant.value())
                    .bind("source", source)
                    .bind("plan", plan.wire())
                    .bind("at", at.atOffset(ZoneOffset.UTC))
                    .execute())
        .whenComplete((_, _) -> forget(tenant));
  }

  /** Has the next question read anew. */
  public void forget(TenantId tenant) {
    cache.synchronous().invalidate(tenant);
  }
}
