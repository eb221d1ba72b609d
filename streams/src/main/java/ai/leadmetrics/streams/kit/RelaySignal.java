package ai.leadmetrics.streams.kit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.ClusterSingletonSettings;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the relay after an append, wherever it runs: at most one message per node and 10 ms,
 * however many appends there were. A lost message costs the relay's poll interval, nothing else.
 */
public final class RelaySignal implements Extension {
  private static final class Id extends ExtensionId<RelaySignal> {
    @Override
    public RelaySignal createExtension(ActorSystem<?> system) {
      return new RelaySignal(system);
    }
  }

  private static final Id ID = new Id();
  private static final Duration INTERVAL = Duration.ofMillis(10);

  private final ActorSystem<?> system;
  private final AtomicBoolean pending = new AtomicBoolean();
  private volatile long lastSent = System.nanoTime() - INTERVAL.toNanos();
  private volatile @Nullable ActorRef<Relay.Message> relay;

  private RelaySignal(ActorSystem<?> system) {
    this.system = system;
  }

  static RelaySignal of(ActorSystem<?> system) {
    return system.registerExtension(ID);
  }

  /** Tells the relay that there are new rows; cheap enough to call after every append. */
  public static void poke(ActorSystem<?> system) {
    of(system).poke();
  }

  /** On nodes with entities: wakes the relay after each append. */
  public static StreamTask task() {
    return new StreamTask() {
      @Override
      public String name() {
        return "relay-signal";
      }

      @Override
      public String role() {
        return "entities";
      }

      @Override
      public Running start(Platform platform) {
        var signal = of(platform.system());
        signal.connect(platform);
        platform.entities().onAppend(signal::poke);
        return Running.always();
      }
    };
  }

  /** Starts the singleton, or on nodes without its role the way to it. */
  synchronized void connect(Platform platform) {
    if (relay == null) {
      var behavior = Relay.singleton(platform, new RelayMetrics(platform.metrics()));
      relay =
          ClusterSingleton.get(system)
              .init(
                  SingletonActor.of(behavior, "relay")
                      .withStopMessage(new Relay.Stop(0))
                      .withSettings(ClusterSingletonSettings.create(system).withRole(Relay.ROLE)));
    }
  }

  private void poke() {
    if (relay != null && pending.compareAndSet(false, true)) {
      long wait = lastSent + INTERVAL.toNanos() - System.nanoTime();
      if (wait <= 0) {
        send();
      } else {
        system
            .scheduler()
            .scheduleOnce(Duration.ofNanos(wait), this::send, system.executionContext());
      }
    }
  }

  private void send() {
    lastSent = System.nanoTime();
    // Before the message goes out: an append from here on must cause another one.
    pending.set(false);
    var target = relay;
    if (target != null) {
      target.tell(new Relay.Poke(lastSent));
    }
  }
}
