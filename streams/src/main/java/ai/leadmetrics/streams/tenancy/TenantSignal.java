package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.kit.TenantId;
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

/** Tells every node which tenants have changed, so that none of them goes by what it remembers. */
public final class TenantSignal implements Extension {
  private static final ExtensionId<TenantSignal> ID =
      new ExtensionId<>() {
        @Override
        public TenantSignal createExtension(ActorSystem<?> system) {
          return new TenantSignal(system);
        }
      };

  private static final String NAME = "tenants-changed";

  private final List<Consumer<TenantId>> listeners = new CopyOnWriteArrayList<>();
  private final ActorRef<Topic.Command<Changed>> topic;

  /** Told to every node. */
  public record Changed(String tenant) {}

  private TenantSignal(ActorSystem<?> system) {
    topic = system.systemActorOf(Topic.create(Changed.class, NAME), NAME, Props.empty());
    topic.tell(Topic.subscribe(system.systemActorOf(listen(), NAME + "-listener", Props.empty())));
  }

  static TenantSignal of(ActorSystem<?> system) {
    return ID.apply(system);
  }

  void changed(TenantId tenant) {
    topic.tell(Topic.publish(new Changed(tenant.value())));
  }

  void onChange(Consumer<TenantId> listener) {
    listeners.add(listener);
  }

  private Behavior<Changed> listen() {
    return Behaviors.receiveMessage(
        message -> {
          var tenant = new TenantId(message.tenant());
          listeners.forEach(listener -> listener.accept(tenant));
          return Behaviors.same();
        });
  }
}
