package ai.leadmetrics.entities.kit;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;

/** All registered aggregates, by name and by the classes of their messages. */
public final class Aggregates {
  private static final Map<String, Aggregate<?, ?, ?>> BY_NAME = new LinkedHashMap<>();
  private static final Map<Class<?>, Aggregate<?, ?, ?>> BY_CLASS = new HashMap<>();

  static {
    for (Aggregate<?, ?, ?> aggregate : ServiceLoader.load(Aggregate.class)) {
      if (BY_NAME.put(aggregate.name(), aggregate) != null) {
        throw new IllegalStateException("two aggregates are called " + aggregate.name());
      }
      index(aggregate.commands(), aggregate);
      index(aggregate.events(), aggregate);
      BY_CLASS.put(aggregate.states(), aggregate);
    }
  }

  private Aggregates() {}

  private static void index(Class<?> sealed, Aggregate<?, ?, ?> aggregate) {
    for (Class<?> message : sealed.getPermittedSubclasses()) {
      BY_CLASS.put(message, aggregate);
    }
  }

  public static Collection<Aggregate<?, ?, ?>> all() {
    return BY_NAME.values();
  }

  /**
   * @throws IllegalArgumentException when there is no aggregate of that name
   */
  public static Aggregate<?, ?, ?> named(String name) {
    var found = BY_NAME.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no aggregate is called " + name);
    }
    return found;
  }

  /** The aggregate that a command, event or state belongs to. */
  static Aggregate<?, ?, ?> of(Object message) {
    var found = BY_CLASS.get(message.getClass());
    if (found == null) {
      throw new IllegalArgumentException("belongs to no aggregate: " + message.getClass());
    }
    return found;
  }
}
