package ai.leadmetrics.http.live;

import ai.leadmetrics.protocol.identity.Permission;
import java.util.Optional;
import java.util.regex.Pattern;

/** What can be subscribed to, and by whom. */
final class LiveTopics {
  private static final Pattern ENTITY = Pattern.compile("[a-z]{3,5}_[0-9a-z-]{2,40}");

  /** What somebody was told: everybody's own, whatever their permissions. */
  static final String NOTIFICATIONS = "notifications";

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
    int colon = topic.indexOf(':');
    if (colon < 0) {
      return switch (topic) {
        case "inbox" -> Optional.of(Permission.INBOX_READ);
        case "leads" -> Optional.of(Permission.LEADS_READ);
        case "credits" -> Optional.of(Permission.BILLING_READ);
        case "team" -> Optional.of(Permission.TEAM_READ);
        default -> Optional.empty();
      };
    }
    if (!ENTITY.matcher(topic.substring(colon + 1)).matches()) {
      return Optional.empty();
    }
    return switch (topic.substring(0, colon)) {
      case "conversation" -> Optional.of(Permission.INBOX_READ);
      case "lead" -> Optional.of(Permission.LEADS_READ);
      case "agent-run" -> Optional.of(Permission.AGENTS_READ);
      default -> Optional.empty();
    };
  }
}
