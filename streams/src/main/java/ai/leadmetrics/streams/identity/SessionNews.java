package ai.leadmetrics.streams.identity;

import ai.leadmetrics.streams.kit.Port;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.pubsub.Topic;

/** Tells every node at once which sessions have ended or changed. */
@Port
public final class SessionNews implements Extension {
  private static final class Id extends ExtensionId<SessionNews> {
    @Override
    public SessionNews createExtension(ActorSystem<?> system) {
      return new SessionNews(system);
    }
  }

  private static final Id ID = new Id();

  /**
   * Told to every node.
   *
   * @param ended false where only what they entitle to is another
   */
  public record Changed(List<String> families, boolean ended) {}

  private final List<Consumer<Changed>> listeners = new CopyOnWriteArrayList<>();
  private final ActorRef<Topic.Command<Changed>> topic;

  private SessionNews(ActorSystem<?> system) {
    topic =
        system.systemActorOf(
            Topic.create(Changed.class, "sessions-changed"), "sessions-changed", Props.empty());
    var listener = system.systemActorOf(listen(), "sessions-changed-listener", Props.empty());
    topic.tell(Topic.subscribe(listener));
  }

  static SessionNews of(ActorSystem<?> system) {
    return system.registerExtension(ID);
  }

  void publish(Changed changed) {
    if (!changed.families().isEmpty()) {
      // Here at once, without the way through the topic: who signs out is out when it is answered.
      tell(changed);
      topic.tell(Topic.publish(changed));
    }
  }

  void subscribe(Consumer<Changed> listener) {
    listeners.add(listener);
  }

  private void tell(Changed changed) {
    listeners.forEach(listener -> listener.accept(changed));
  }

  private Behavior<Changed> listen() {
    return Behaviors.receiveMessage(
        message -> {
          tell(message);
          return Behaviors.same();
        });
  }
}
