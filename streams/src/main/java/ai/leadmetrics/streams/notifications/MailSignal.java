package ai.leadmetrics.streams.notifications;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.pubsub.Topic;
import org.jdbi.v3.core.Handle;

/**
 * Wakes the senders of all nodes when mail is queued on any. A lost signal costs the sweep's
 * interval, nothing else.
 */
final class MailSignal implements Extension {
  private static final class Id extends ExtensionId<MailSignal> {
    @Override
    public MailSignal createExtension(ActorSystem<?> system) {
      return new MailSignal(system);
    }
  }

  private static final Id ID = new Id();

  private final ActorRef<Topic.Command<Queued>> topic;

  /**
   * There is mail.
   *
   * @param at by the queueing node's timer, for traces
   */
  record Queued(long at) {}

  private MailSignal(ActorSystem<?> system) {
    topic = system.systemActorOf(Topic.create(Queued.class, "mail"), "mail-topic", Props.empty());
  }

  static MailSignal of(ActorSystem<?> system) {
    return system.registerExtension(ID);
  }

  void queued() {
    topic.tell(Topic.publish(new Queued(System.nanoTime())));
  }

  /** For whoever queues within a transaction. */
  void queuedOnCommit(Handle handle) {
    handle.afterCommit(this::queued);
  }

  void subscribe(ActorRef<Queued> sender) {
    topic.tell(Topic.subscribe(sender));
  }
}
