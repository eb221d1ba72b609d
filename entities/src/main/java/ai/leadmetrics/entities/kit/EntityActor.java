package ai.leadmetrics.entities.kit;

import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.Recorded;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.tenancy.TenancyError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Any aggregate as a persistent actor: recall, decide, persist, answer. */
final class EntityActor<C, E, S>
    extends EventSourcedBehaviorWithEnforcedReplies<Ask, Recorded<E>, Held<S>> {
  private static final Logger LOG = LoggerFactory.getLogger(EntityActor.class);

  /** A snapshot is a few kB: this often keeps recovery within one page of events. */
  private static final int SNAPSHOT_EVERY = 200;

  private final ActorContext<Ask> actor;
  private final Aggregate<C, E, S> aggregate;
  private final BooleanSupplier open;
  private final Runnable appended;

  /**
   * @param open whether commands are heard: for tenants that were erased they are not
   */
  EntityActor(
      ActorContext<Ask> actor,
      Aggregate<C, E, S> aggregate,
      PersistenceId id,
      BooleanSupplier open,
      Runnable appended) {
    super(
        id,
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(3), 0.2));
    this.actor = actor;
    this.aggregate = aggregate;
    this.open = open;
    this.appended = appended;
  }

  @Override
  public Held<S> emptyState() {
    return new Held<>(aggregate.initial(), RecentIds.NONE);
  }

  @Override
  public CommandHandlerWithReply<Ask, Recorded<E>, Held<S>> commandHandler() {
    return this::handle;
  }

  private ReplyEffect<Recorded<E>, Held<S>> handle(Held<S> held, Ask ask) {
    if (!open.getAsBoolean()) {
      return Effect()
          .reply(ask.replyTo(), new Reply.Refused(Rejection.of(TenancyError.TENANT_ERASED)));
    }
    if (held.recent().contains(ask.command())) {
      return Effect().reply(ask.replyTo(), new Reply.Done(lastSequenceNumber(actor), false));
    }
    return switch (decide(held.state(), ask)) {
      case Decision.Rejected<E>(var rejection) ->
          Effect().reply(ask.replyTo(), new Reply.Refused(rejection));
      case Decision.Accepted<E>(var events) when events.isEmpty() ->
          Effect().reply(ask.replyTo(), new Reply.Done(lastSequenceNumber(actor), false));
      case Decision.Accepted<E>(var events) ->
          Effect()
              .persist(recorded(ask, events))
              .thenRun(_ -> appended.run())
              .thenReply(ask.replyTo(), _ -> new Reply.Done(lastSequenceNumber(actor), true));
    };
  }

  private Decision<E> decide(S state, Ask ask) {
    try {
      return aggregate.decide(state, aggregate.commands().cast(ask.body()));
    } catch (RuntimeException e) {
      // A bug in a decider refuses one command; it must not take the entity down for others.
      LOG.error("{} could not decide {}", persistenceId().id(), ask.body().getClass(), e);
      return new Decision.Rejected<>(
          Rejection.of(CommonError.UNAVAILABLE, "The request could not be decided."));
    }
  }

  private List<Recorded<E>> recorded(Ask ask, List<E> events) {
    var all = new ArrayList<Recorded<E>>(events.size());
    for (E event : events) {
      all.add(new Recorded<>(ask.command(), ask.by(), ask.at(), event));
    }
    return all;
  }

  @Override
  public EventHandler<Held<S>, Recorded<E>> eventHandler() {
    return (held, recorded) ->
        new Held<>(
            aggregate.evolve(held.state(), recorded.event()),
            held.recent().with(recorded.command()));
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(SNAPSHOT_EVERY, 2);
  }
}
