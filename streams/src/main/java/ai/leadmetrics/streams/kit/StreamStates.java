package ai.leadmetrics.streams.kit;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;

/** What the streams of this node are doing, for operators. */
public final class StreamStates implements Extension {
  private static final class Id extends ExtensionId<StreamStates> {
    @Override
    public StreamStates createExtension(ActorSystem<?> system) {
      return new StreamStates();
    }
  }

  private static final Id ID = new Id();

  private final Map<String, Supplier<String>> states = new ConcurrentHashMap<>();

  private StreamStates() {}

  public static StreamStates of(ActorSystem<?> system) {
    return system.registerExtension(ID);
  }

  void register(String name, Supplier<String> state) {
    states.put(name, state);
  }

  /** By name: running, restarting, starting or stopped. */
  public Map<String, String> all() {
    var now = new TreeMap<String, String>();
    states.forEach((name, state) -> now.put(name, state.get()));
    return now;
  }
}
