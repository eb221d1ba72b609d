package ai.leadmetrics.http.kit;

import ai.leadmetrics.streams.kit.Quotas;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Buckets that are never refilled. */
final class Counting implements RateLimits.Buckets {
  private final Map<String, Long> taken = new ConcurrentHashMap<>();

  @Override
  public CompletionStage<Quotas.Taken> take(String key, Quotas.Limit limit) {
    long count = taken.merge(key, 1L, Long::sum);
    var wait = count > limit.burst() ? limit.period() : Duration.ZERO;
    return CompletableFuture.completedFuture(
        new Quotas.Taken(count <= limit.burst(), limit.burst() - count, wait, limit.period()));
  }

  @Override
  public void giveBack(String key) {
    taken.merge(key, -1L, Long::sum);
  }
}
