package ai.leadmetrics.entities.kit;

import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;

/** The way to every entity of the cluster. */
public final class Entities {
  private final ClusterSharding sharding;
  private final Duration timeout;
  private final Clock clock;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Set<TenantId> erased = ConcurrentHashMap.newKeySet();

  private Entities(ActorSystem<?> system, Clock clock, Set<TenantId> erased) {
    this.clock = clock;
    this.erased.addAll(erased);
    sharding = ClusterSharding.get(system);
    timeout = system.settings().config().getDuration("leadmetrics.entities.ask-timeout");
    Aggregates.all().forEach(this::start);
  }

  /**
   * Starts the entities, or proxies to them, by the node's roles; once per system.
   *
   * @param erased tenants to {@link #close} from the first command on
   */
  public static Entities start(ActorSystem<?> system, Clock clock, Set<TenantId> erased) {
    return new Entities(system, clock, erased);
  }

  /**
   * Has this node's entities of an erased tenant refuse whatever still comes for them, those in
   * memory too: what they know would be written again. It cannot be taken back.
   */
  public void close(TenantId tenant) {
    erased.add(tenant);
  }

  private BooleanSupplier door(Aggregate<?, ?, ?> aggregate, String key) {
    var tenant = EntityId.parse(key).tenant();
    return aggregate.outlivesTenants() ? () -> true : () -> !erased.contains(tenant);
  }

  private <C, E, S> void start(Aggregate<C, E, S> aggregate) {
    sharding.init(
        Entity.of(
                keyOf(aggregate),
                context ->
                    Behaviors.setup(
                        actor ->
                            new EntityActor<>(
                                actor,
                                aggregate,
                                PersistenceId.of(aggregate.name(), context.getEntityId()),
                                door(aggregate, context.getEntityId()),
                                this::appended)))
            .withRole("entities"));
  }

  private static EntityTypeKey<Ask> keyOf(Aggregate<?, ?, ?> aggregate) {
    return EntityTypeKey.create(Ask.class, aggregate.name());
  }

  /**
   * Sends a command to the entity and completes with its answer once that is stored. Fails when no
   * answer comes in time or the journal is out of reach: then the outcome is unknown, and the same
   * command id may be sent again.
   *
   * @param commandId the same id is acted on once
   * @param by a user id, {@code ai}, {@code customer} or {@code system}
   */
  public CompletionStage<Reply> ask(EntityId id, String commandId, String by, Object command) {
    var key = keyOf(Aggregates.of(command));
    return sharding
        .entityRefFor(key, id.key())
        .ask(replyTo -> new Ask(commandId, by, clock.instant(), command, replyTo), timeout);
  }

  /** Calls {@code listener} on this node after each append to the journal; it must not block. */
  public void onAppend(Runnable listener) {
    listeners.add(listener);
  }

  private void appended() {
    listeners.forEach(Runnable::run);
  }
}
