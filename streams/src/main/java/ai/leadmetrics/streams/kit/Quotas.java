package ai.leadmetrics.streams.kit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Token buckets that all nodes share: one actor per key counts for the whole cluster. Nothing is
 * stored; a bucket that moves to another node starts full there. While the actor cannot be reached
 * each node counts by itself.
 */
@Port
public final class Quotas implements Extension {
  private static final Logger LOG = LoggerFactory.getLogger(Quotas.class);
  private static final ExtensionId<Quotas> ID =
      new ExtensionId<>() {
        @Override
        public Quotas createExtension(ActorSystem<?> system) {
          return new Quotas(system);
        }
      };
  private static final EntityTypeKey<QuotaActor.Message> KEY =
      EntityTypeKey.create(QuotaActor.Message.class, "Quota");

  /** An answer that takes longer is not waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final int MAX_KEYS = 100_000;

  private final ClusterSharding sharding;
  private final LoadingCache<String, QuotaLease> leases =
      Caffeine.newBuilder().maximumSize(MAX_KEYS).build(_ -> new QuotaLease());
  private final LoadingCache<Local, Bucket> locals =
      Caffeine.newBuilder()
          .maximumSize(MAX_KEYS)
          .expireAfterAccess(Duration.ofMinutes(10))
          .build(local -> local.limit.bucket());

  private record Local(String key, Limit limit) {}

  /**
   * So many at once, and as many again per period.
   *
   * @param burst at least 1
   */
  public record Limit(long burst, Duration period) {
    Bucket bucket() {
      return Bucket.builder()
          .addLimit(limit -> limit.capacity(burst).refillGreedy(burst, period))
          .build();
    }

    /**
     * How many a node takes from the shared bucket at a time: one where every one counts, a 50th of
     * a second's worth where thousands come in a second. Nodes may hold back as many unused.
     */
    long portion() {
      return Math.max(1, burst * 1000 / Math.max(1, period.toMillis()) / 50);
    }
  }

  /**
   * What became of an attempt to take one.
   *
   * @param retryAfter zero where it was granted
   * @param full when the bucket will be full again
   */
  public record Taken(boolean granted, long remaining, Duration retryAfter, Duration full) {}

  private Quotas(ActorSystem<?> system) {
    this.sharding = ClusterSharding.get(system);
    sharding.init(
        Entity.of(KEY, context -> QuotaActor.create(context.getShard())).withRole("entities"));
  }

  public static Quotas of(ActorSystem<?> system) {
    return ID.apply(system);
  }

  /** Takes one from the bucket of a key; never fails. */
  public CompletionStage<Taken> take(String key, Limit limit) {
    return leases
        .get(key)
        .take(portion -> ask(key, limit, portion), limit.portion())
        .exceptionally(
            failure -> {
              LOG.warn("the quota {} is counted by this node alone: {}", key, failure.toString());
              return locally(key, limit);
            });
  }

  /** Undoes a {@link #take}: for what should cost only when it fails. */
  public void giveBack(String key) {
    sharding.entityRefFor(KEY, key).tell(new QuotaActor.GiveBack(1));
  }

  private CompletionStage<QuotaActor.Lease> ask(String key, Limit limit, long portion) {
    return sharding
        .entityRefFor(KEY, key)
        .ask(
            (ActorRef<QuotaActor.Lease> replyTo) ->
                new QuotaActor.Take(limit.burst(), limit.period().toMillis(), portion, replyTo),
            PATIENCE);
  }

  private Taken locally(String key, Limit limit) {
    var probe = locals.get(new Local(key, limit)).tryConsumeAndReturnRemaining(1);
    return new Taken(
        probe.isConsumed(),
        probe.getRemainingTokens(),
        Duration.ofNanos(probe.getNanosToWaitForRefill()),
        Duration.ofNanos(probe.getNanosToWaitForReset()));
  }
}
