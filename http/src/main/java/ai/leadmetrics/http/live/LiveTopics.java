package ai.leadmetrics.http.live;

import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.streams.kit.Contexts;
import ai.leadmetrics.streams.kit.LiveTopic;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What can be subscribed to, and by whom. */
final class LiveTopics {
  private static final Pattern ENTITY = Pattern.compile("[a-z]{3,5}_[0-9a-z-]{2,40}");

  /** What somebody was told: everybody's own, whatever their permissions. */
  static final String NOTIFICATIONS = "notifications";

  private static final Map<String, Permission> PERMISSIONS =
      Contexts.liveTopics().stream()
          .collect(Collectors.toUnmodifiableMap(LiveTopic::name, LiveTopic::permission));

  private LiveTopics() {}

  /**
   * What a notice's topic is called for a user; empty where it is another user's. Those for one
   * user alone are {@code notifications:<user>} within the cluster.
   */
  static Optional<String> shown(String topic, String user) {
    if (!topic.startsWith(NOTIFICATIONS + ':')) {
      return Optional.of(topic);
    }
    return topic.equals(NOTIFICATIONS + ':' + user) ? Optional.of(NOTIFICATIONS) : Optional.empty();
  }

  /** The permission a topic needs; empty where there is no such topic. */
  static Optional<Permission> permission(String topic) {
    int id = topic.indexOf(':') + 1;
    return id == 0 || ENTITY.matcher(topic.substring(id)).matches()
        ? Optional.ofNullable(PERMISSIONS.get(id == 0 ? topic : topic.substring(0, id)))
        : Optional.empty();
  }
}
