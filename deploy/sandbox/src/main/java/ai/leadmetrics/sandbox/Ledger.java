package ai.leadmetrics.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Razorpay knows: its entities by id, in the order they were made, and its clock. */
final class Ledger {
  private static final Logger log = LoggerFactory.getLogger(Ledger.class);
  private static final int MOST = 50_000;

  private final Map<String, ObjectNode> entities = new LinkedHashMap<>();
  private Duration ahead = Duration.ZERO;
  private long number;

  /** Seconds since 1970, by a clock that tests set. */
  synchronized long now() {
    return Instant.now().plus(ahead).getEpochSecond();
  }

  synchronized void setClock(Instant now) {
    ahead = Duration.between(Instant.now(), now);
  }

  /** A new entity with its id and kind; not kept before {@link #put}. */
  synchronized ObjectNode make(String entity, String prefix) {
    number++;
    return Json.object()
        .put("id", prefix + "_" + Ids.razorpay(number))
        .put("entity", entity)
        .put("created_at", now());
  }

  synchronized void put(ObjectNode entity) {
    if (entities.size() >= MOST) {
      log.warn("the simulated gateway forgets its oldest entity");
      entities.remove(entities.keySet().iterator().next());
    }
    entities.put(entity.path("id").textValue(), entity);
  }

  synchronized ObjectNode get(String id, String entity) {
    var found = entities.get(id);
    if (found == null || !entity.equals(found.path("entity").asText())) {
      throw Refusal.razorpay(400, "The id provided does not exist");
    }
    return found;
  }

  synchronized void forget(String id) {
    entities.remove(id);
  }

  /** The latest first. */
  synchronized List<ObjectNode> all(String entity, Predicate<ObjectNode> wanted) {
    var found = new ArrayList<ObjectNode>();
    for (var one : entities.values()) {
      if (entity.equals(one.path("entity").asText()) && wanted.test(one)) {
        found.add(one);
      }
    }
    return found.reversed();
  }
}
