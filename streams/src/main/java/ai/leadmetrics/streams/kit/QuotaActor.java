package ai.leadmetrics.streams.kit;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.jspecify.annotations.Nullable;

/** One bucket of {@link Quotas}; leaves once it would be full again by itself. */
final class QuotaActor extends AbstractBehavior<QuotaActor.Message> {
  /** What it is sent, between nodes as CBOR. */
  sealed interface Message {}

  /** Asks for up to so many. */
  record Take(long burst, long periodMillis, long wanted, ActorRef<Lease> replyTo)
      implements Message {
    Quotas.Limit limit() {
      return new Quotas.Limit(burst, Duration.ofMillis(periodMillis));
    }
  }

  record GiveBack(long tokens) implements Message {}

  private record Idle() implements Message {}

  /**
   * How many were granted.
   *
   * @param waitNanos until there will be one again
   * @param fullNanos until all are there again
   */
  record Lease(long granted, long remaining, long waitNanos, long fullNanos) {}

  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private Quotas.@Nullable Limit limit;
  private @Nullable Bucket bucket;

  private QuotaActor(ActorContext<Message> context, ActorRef<ClusterSharding.ShardCommand> shard) {
    super(context);
    this.shard = shard;
  }

  static Behavior<Message> create(ActorRef<ClusterSharding.ShardCommand> shard) {
    return Behaviors.setup(context -> new QuotaActor(context, shard));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Take.class, this::take)
        .onMessage(GiveBack.class, this::giveBack)
        .onMessage(Idle.class, _ -> leave())
        .build();
  }

  private Behavior<Message> take(Take take) {
    var current = bucket(take.limit());
    long granted = current.tryConsumeAsMuchAsPossible(take.wanted());
    var estimate = current.estimateAbilityToConsume(1);
    long wait = estimate.canBeConsumed() ? 0 : estimate.getNanosToWaitForRefill();
    long missing = take.burst() - current.getAvailableTokens();
    long full = Duration.ofMillis(take.periodMillis()).toNanos() / take.burst() * missing;
    take.replyTo().tell(new Lease(granted, current.getAvailableTokens(), wait, full));
    return this;
  }

  /** The same bucket as before, unless its limit has changed meanwhile, as with another plan. */
  private Bucket bucket(Quotas.Limit wanted) {
    if (bucket == null || !wanted.equals(limit)) {
      limit = wanted;
      bucket = wanted.bucket();
      getContext().setReceiveTimeout(wanted.period().plusSeconds(10), new Idle());
    }
    return bucket;
  }

  private Behavior<Message> giveBack(GiveBack back) {
    if (bucket != null) {
      bucket.addTokens(back.tokens());
    }
    return this;
  }

  private Behavior<Message> leave() {
    shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
    return this;
  }
}
