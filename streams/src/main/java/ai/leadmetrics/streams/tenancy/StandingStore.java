package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.Standing;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.streams.kit.Invalidations;
import ai.leadmetrics.streams.kit.Platform;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * What tenants may do at the moment, from memory: every node hears of a change at once; one that
 * misses it knows within {@link #TRUST}.
 */
public final class StandingStore {
  private static final Duration TRUST = Duration.ofSeconds(5);

  private final AsyncLoadingCache<TenantId, Standing> cache;

  public StandingStore(Platform platform) {
    var store = new TenantStore(platform.database());
    cache =
        Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(TRUST)
            .buildAsync(
                (tenant, _) ->
                    store
                        .facts(tenant)
                        .thenApply(
                            facts -> facts.map(TenantFacts::standing).orElse(Standing.ACTIVE))
                        .toCompletableFuture());
    Invalidations.of(platform.system())
        .subscribe(TenantReactor.CHANGED, id -> cache.synchronous().invalidate(new TenantId(id)));
  }

  /** A tenant whose registration has not come through yet is taken to be active. */
  public CompletionStage<Standing> of(TenantId tenant) {
    return cache.get(tenant);
  }
}
