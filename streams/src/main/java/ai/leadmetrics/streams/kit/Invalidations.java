package ai.leadmetrics.streams.kit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

/**
 * Tells the caches of every node what has changed, so that none of them goes by what it remembers.
 * A message can be lost when a node is cut off, so caches need an expiry as well.
 */
public final class Invalidations implements Extension {
  private static final class Id extends ExtensionId<Invalidations> {
    @Override
    public Invalidations createExtension(ActorSystem<?> system) {
      return new Invalidations(system);
    }
  }

  private static final Id ID = new Id();
  private static final String NAME = "invalidations";

  private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();
  private final ActorRef<Topic.Command<Changed>> topic;

  /**
   * Told to every node.
   *
   * @param what the kind of thing, for example {@code channel}
   */
  public record Changed(String what, String key) {}

  private Invalidations(ActorSystem<?> system) {
    topic = system.systemActorOf(Topic.create(Changed.class, NAME), NAME, Props.empty());
    topic.tell(Topic.subscribe(system.systemActorOf(listen(), NAME + "-listener", Props.empty())));
  }

  public static Invalidations of(ActorSystem<?> system) {
    return system.registerExtension(ID);
  }

  /** To be called after the change was committed. */
  public void publish(String what, String key) {
    var changed = new Changed(what, key);
    // Here at once, without the way through the topic: the next request of this node goes by it.
    tell(changed);
    topic.tell(Topic.publish(changed));
  }

  /** The listener hears of a change of this node twice. */
  public void subscribe(String what, Consumer<String> listener) {
    listeners.computeIfAbsent(what, _ -> new CopyOnWriteArrayList<>()).add(listener);
  }

  private void tell(Changed changed) {
    listeners
        .getOrDefault(changed.what(), List.of())
        .forEach(listener -> listener.accept(changed.key()));
  }

  private Behavior<Changed> listen() {
    return Behaviors.receiveMessage(
        message -> {
          tell(message);
          return Behaviors.same();
        });
  }
}
