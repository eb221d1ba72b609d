package ai.leadmetrics.http.kit;

import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Quotas;
import ai.leadmetrics.streams.kit.Quotas.Limit;
import ai.leadmetrics.streams.kit.Quotas.Taken;
import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * Keeps single callers from taking the whole cluster. Tenants are counted as a whole, by how much
 * their plan allows; others by themselves.
 */
public final class RateLimits {
  private static final long NO_FACTOR = 1;

  private final Map<RateClass, Limit> limits = new EnumMap<>(RateClass.class);
  private final Map<String, Long> factors = new HashMap<>();
  private final Buckets buckets;
  private final Function<TenantId, CompletionStage<String>> plans;

  /** Where the counting is done. */
  interface Buckets {
    CompletionStage<Taken> take(String key, Limit limit);

    void giveBack(String key);
  }

  /**
   * What a request has left of its allowance.
   *
   * @param policy the class in lower case
   */
  public record Allowance(String policy, Limit limit, Taken taken) {
    /** As the IETF draft on RateLimit headers has them: units, and seconds until all are back. */
    public List<HttpHeader> headers() {
      var name = '"' + policy + '"';
      return List.of(
          RawHeader.create(
              "RateLimit-Policy",
              name + ";q=" + limit.burst() + ";w=" + Math.max(1, limit.period().toSeconds())),
          RawHeader.create(
              "RateLimit",
              name + ";r=" + Math.max(0, taken.remaining()) + ";t=" + seconds(taken.full())));
    }

    /** Throws a 429 with Retry-After once the allowance is used up. */
    public void require() {
      if (!taken.granted()) {
        throw new ProblemException(
            Problem.of(CommonError.RATE_LIMITED), Math.max(1, seconds(taken.retryAfter())));
      }
    }

    private static long seconds(Duration duration) {
      return duration.plusMillis(999).toSeconds();
    }
  }

  /**
   * Reads {@code leadmetrics.http.rates}.
   *
   * @param plans the plan of a tenant
   */
  public RateLimits(Config http, Quotas quotas, Function<TenantId, CompletionStage<String>> plans) {
    this(
        http,
        new Buckets() {
          @Override
          public CompletionStage<Taken> take(String key, Limit limit) {
            return quotas.take(key, limit);
          }

          @Override
          public void giveBack(String key) {
            quotas.giveBack(key);
          }
        },
        plans);
  }

  RateLimits(Config http, Buckets buckets, Function<TenantId, CompletionStage<String>> plans) {
    this.buckets = buckets;
    this.plans = plans;
    for (var rate : RateClass.values()) {
      var config = http.getConfig("rates." + name(rate).replace('_', '-'));
      limits.put(rate, new Limit(config.getLong("burst"), config.getDuration("period")));
    }
    var byPlan = http.getConfig("rates.plans");
    byPlan.root().keySet().forEach(plan -> factors.put(plan, byPlan.getLong(plan)));
  }

  /** Takes one for somebody who is not signed in, or by a key of the endpoint's own. */
  public CompletionStage<Allowance> take(RateClass rate, String who) {
    return take(rate, who, NO_FACTOR);
  }

  /**
   * Takes one for a signed-in user, from their tenant's allowance where they act for one. What is
   * about their own account is counted for them alone; mails are counted for both, because one
   * person may have many businesses.
   */
  CompletionStage<Allowance> take(RateClass rate, Session session) {
    var tenant = session.tenant();
    if (tenant == null || rate == RateClass.SIGN_IN) {
      return take(rate, session.user());
    }
    return rate == RateClass.MAIL
        ? factor(tenant)
            .thenCompose(factor -> take(rate, session.user(), factor))
            .thenCompose(
                own ->
                    own.taken().granted()
                        ? take(rate, tenant)
                        : CompletableFuture.completedFuture(own))
        : take(rate, tenant);
  }

  /** Takes one from what a tenant's plan allows; the platform has what the largest plan has. */
  public CompletionStage<Allowance> take(RateClass rate, TenantId tenant) {
    return factor(tenant).thenCompose(factor -> take(rate, "tenant " + tenant, factor));
  }

  private CompletionStage<Long> factor(TenantId tenant) {
    return tenant.equals(TenantId.PLATFORM)
        ? CompletableFuture.completedFuture(
            factors.values().stream().max(Comparator.naturalOrder()).orElse(NO_FACTOR))
        : plans.apply(tenant).thenApply(plan -> factors.getOrDefault(plan, NO_FACTOR));
  }

  /** Undoes a {@link #take}: for what should cost only when it fails. */
  public void giveBack(RateClass rate, String who) {
    buckets.giveBack(key(rate, who));
  }

  private CompletionStage<Allowance> take(RateClass rate, String who, long factor) {
    var plain = limits.getOrDefault(rate, new Limit(1, Duration.ofMinutes(1)));
    var limit = new Limit(plain.burst() * factor, plain.period());
    return buckets
        .take(key(rate, who), limit)
        .thenApply(taken -> new Allowance(name(rate), limit, taken));
  }

  private static String key(RateClass rate, String who) {
    return name(rate) + ' ' + who;
  }

  private static String name(RateClass rate) {
    return rate.name().toLowerCase(Locale.ROOT);
  }
}
