package ai.leadmetrics.http.live;

import ai.leadmetrics.protocol.kit.Position;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one client. Bounded: events that ask for the same fetch collapse into the newest,
 * and a topic that still has too many is replaced by one request to fetch all of it.
 */
final class Outbox {
  private static final int CONTROLS = 32;

  private record Key(String topic, String type, String entity) {}

  private final int capacity;
  private final ArrayDeque<ToClient> controls = new ArrayDeque<>();
  private final Set<String> refetches = new LinkedHashSet<>();
  private final Map<Key, ToClient.Event> events = new LinkedHashMap<>();
  private Position latest = Position.START;

  Outbox(int capacity) {
    this.capacity = capacity;
  }

  /** Queues a message that is not to be lost; false when the client reads none of them. */
  boolean control(ToClient message) {
    return controls.size() < CONTROLS && controls.offer(message);
  }

  void event(ToClient.Event event) {
    seen(event.position());
    var topic = event.topic();
    if (refetches.contains(topic) || refetches.contains("*")) {
      return;
    }
    var key = new Key(topic, event.type(), event.entity());
    events.remove(key);
    if (events.size() >= capacity) {
      refetch(topic);
    } else {
      events.put(key, event);
    }
  }

  /** Asks the client to fetch everything of a topic, or of all for {@code *}. */
  void refetch(String topic) {
    if (topic.equals("*")) {
      events.clear();
      refetches.clear();
    } else {
      drop(topic);
    }
    refetches.add(topic);
  }

  /** Forgets what waits for a topic that nobody listens to any more. */
  void drop(String topic) {
    events.keySet().removeIf(key -> key.topic.equals(topic));
    refetches.remove(topic);
  }

  void seen(Position position) {
    if (position.isAfter(latest)) {
      latest = position;
    }
  }

  Position latest() {
    return latest;
  }

  /** The next message; null when nothing waits. */
  @Nullable ToClient poll() {
    var control = controls.poll();
    if (control != null) {
      return control;
    }
    var refetch = refetches.iterator();
    if (refetch.hasNext()) {
      var topic = refetch.next();
      refetch.remove();
      return new ToClient.Refetch(topic, latest);
    }
    var event = events.values().iterator();
    if (event.hasNext()) {
      var next = event.next();
      event.remove();
      return next;
    }
    return null;
  }
}
