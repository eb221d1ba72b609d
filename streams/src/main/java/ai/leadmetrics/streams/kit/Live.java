package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.kit.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.pubsub.Topic;

/** Carries live notices to every node that has a client of the tenant: one topic per tenant. */
@Port
public final class Live implements Extension {
  private static final ExtensionId<Live> ID =
      new ExtensionId<>() {
        @Override
        public Live createExtension(ActorSystem<?> system) {
          return new Live(system);
        }
      };

  /** Keeps a message between nodes well below the frame of 256 kB. */
  private static final int MAX_NOTICES = 500;

  private final ActorSystem<?> system;
  private final Map<TenantId, ActorRef<Topic.Command<Notices>>> topics = new ConcurrentHashMap<>();

  private Live(ActorSystem<?> system) {
    this.system = system;
  }

  public static Live of(ActorSystem<?> system) {
    return ID.apply(system);
  }

  /** What a subscriber receives: notices of one tenant, in order. */
  public record Notices(List<LiveNotice> notices) {}

  /**
   * Sends notices to the subscribers of their tenants, at most once each. Of several that ask for
   * the same fetch only the newest is sent.
   */
  public void publish(List<LiveNotice> notices) {
    byTenant(notices)
        .forEach(
            (tenant, some) -> {
              for (int i = 0; i < some.size(); i += MAX_NOTICES) {
                var part = some.subList(i, Math.min(some.size(), i + MAX_NOTICES));
                topic(tenant).tell(Topic.publish(new Notices(List.copyOf(part))));
              }
            });
  }

  public void subscribe(TenantId tenant, ActorRef<Notices> subscriber) {
    topic(tenant).tell(Topic.subscribe(subscriber));
  }

  public void unsubscribe(TenantId tenant, ActorRef<Notices> subscriber) {
    topic(tenant).tell(Topic.unsubscribe(subscriber));
  }

  static Map<TenantId, List<LiveNotice>> byTenant(List<LiveNotice> notices) {
    record Key(String topic, String type, String entity) {}
    var newest = new LinkedHashMap<TenantId, LinkedHashMap<Key, LiveNotice>>();
    for (var notice : notices) {
      newest
          .computeIfAbsent(notice.tenant(), _ -> new LinkedHashMap<>())
          .putLast(new Key(notice.topic(), notice.type(), notice.entity()), notice);
    }
    var result = new LinkedHashMap<TenantId, List<LiveNotice>>();
    newest.forEach((tenant, some) -> result.put(tenant, new ArrayList<>(some.values())));
    return result;
  }

  private ActorRef<Topic.Command<Notices>> topic(TenantId tenant) {
    return topics.computeIfAbsent(
        tenant,
        _ ->
            system.systemActorOf(
                Topic.create(Notices.class, "live-" + tenant), "live-" + tenant, Props.empty()));
  }
}
