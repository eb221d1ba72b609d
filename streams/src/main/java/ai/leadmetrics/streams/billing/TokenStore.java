package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.TokenSpending;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How many tokens each tenant has spent this month, and how many it may. */
public final class TokenStore {
  private static final int MAX_CACHED = 50_000;

  private final Database database;
  private final EntitlementStore entitlements;
  private final Clock clock;
  private final AsyncLoadingCache<TenantId, TokenSpending> cache;

  /** Answers of {@link #recent} are at most as old as those of {@code entitlements}. */
  public TokenStore(Platform platform, EntitlementStore entitlements) {
    this.database = platform.database();
    this.entitlements = entitlements;
    this.clock = platform.clock();
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .expireAfterWrite(
                platform.config().getDuration("leadmetrics.billing.entitlements-kept"))
            .buildAsync((tenant, _) -> spending(tenant).toCompletableFuture());
  }

  private record Row(long spent, @Nullable Long ownLimit) {}

  public CompletionStage<TokenSpending> spending(TenantId tenant) {
    var month = month(clock.instant());
    return database
        .read(
            handle ->
                handle
                    .createQuery(
                        "select (select m.tokens from core.token_month m"
                            + " where m.tenant = :tenant and m.month = :month) as spent,"
                            + " (select b.tokens from core.token_budget b"
                            + " where b.tenant = :tenant) as own")
                    .bind("tenant", tenant.value())
                    .bind("month", month.atDay(1))
                    .map((row, _) -> new Row(row.getLong("spent"), (Long) row.getObject("own")))
                    .one())
        .thenCombine(
            entitlements.of(tenant),
            (row, has) -> {
              long plan = has.limits().tokensPerMonth();
              var own = row.ownLimit();
              long budget = own == null ? plan : Math.min(own, plan);
              return new TokenSpending(month.toString(), row.spent(), budget, plan, own);
            });
  }

  /** As {@link #spending}, from memory: for what asks before every run. */
  public CompletionStage<TokenSpending> recent(TenantId tenant) {
    return cache.get(tenant);
  }

  static YearMonth month(Instant at) {
    return YearMonth.from(at.atOffset(ZoneOffset.UTC));
  }

  /** Counts a run once; tells what its month has come to where it had not been counted. */
  CompletionStage<Optional<Long>> count(EntityId run, Instant at, long tokens) {
    return database.transact(
        handle -> {
          int first =
              handle
                  .createUpdate(
                      "insert into core.token_run (run, counted_at) values (:run, :at)"
                          + " on conflict do nothing")
                  .bind("run", run.key())
                  .bind("at", at.atOffset(ZoneOffset.UTC))
                  .execute();
          return first == 0
              ? Optional.empty()
              : handle
                  .createQuery(
                      "insert into core.token_month as m (tenant, month, tokens)"
                          + " values (:tenant, :month, :tokens)"
                          + " on conflict (tenant, month) do update"
                          + " set tokens = m.tokens + excluded.tokens returning tokens")
                  .bind("tenant", run.tenant().value())
                  .bind("month", month(at).atDay(1))
                  .bind("tokens", tokens)
                  .mapTo(Long.class)
                  .findOne();
        });
  }

  /** Keeps the tenant's own limit that came with event {@code seq}, unless a later one is known. */
  CompletionStage<Integer> keep(TenantId tenant, @Nullable Long tokens, long seq) {
    return database.transact(
        handle ->
            handle
                .createUpdate(
                    "insert into core.token_budget as known (tenant, tokens, seq)"
                        + " values (:tenant, :tokens, :seq) on conflict (tenant) do update"
                        + " set tokens = excluded.tokens, seq = excluded.seq"
                        + " where known.seq < excluded.seq")
                .bind("tenant", tenant.value())
                .bind("tokens", tokens)
                .bind("seq", seq)
                .execute());
  }

  /** Forgets which runs were counted before; their month keeps them. */
  CompletionStage<Integer> sweep(Instant before) {
    return database.transact(
        handle ->
            handle
                .createUpdate("delete from core.token_run where counted_at < :before")
                .bind("before", before.atOffset(ZoneOffset.UTC))
                .execute());
  }
}
