package ai.leadmetrics.http.kit;

import ai.leadmetrics.protocol.kit.CommonError;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.typesafe.config.Config;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Keeps single callers from taking the whole node; counts per node. */
public final class RateLimits {
  private final Map<RateClass, LoadingCache<String, Bucket>> buckets =
      new EnumMap<>(RateClass.class);

  /** Reads {@code leadmetrics.http.rates}. */
  public RateLimits(Config http) {
    for (var rate : RateClass.values()) {
      var name = rate.name().toLowerCase(Locale.ROOT).replace('_', '-');
      var config = http.getConfig("rates." + name);
      int burst = config.getInt("burst");
      var period = config.getDuration("period");
      buckets.put(
          rate,
          Caffeine.newBuilder()
              .maximumSize(100_000)
              .expireAfterAccess(period.plus(Duration.ofMinutes(1)))
              .build(_ -> bucket(burst, period)));
    }
  }

  /** Throws a 429 with Retry-After once {@code who} has used up the class's burst. */
  public void take(RateClass rate, String who) {
    var probe = bucketsOf(rate).get(who).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      long seconds = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
      throw new ProblemException(Problem.of(CommonError.RATE_LIMITED), seconds);
    }
  }

  /** Undoes a {@link #take}: for what should cost only when it fails. */
  public void giveBack(RateClass rate, String who) {
    bucketsOf(rate).get(who).addTokens(1);
  }

  private LoadingCache<String, Bucket> bucketsOf(RateClass rate) {
    var cache = buckets.get(rate);
    if (cache == null) {
      throw new IllegalStateException("no buckets for " + rate);
    }
    return cache;
  }

  private static Bucket bucket(int burst, Duration period) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(burst).refillGreedy(burst, period))
        .build();
  }
}
