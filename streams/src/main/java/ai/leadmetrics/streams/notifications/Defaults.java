package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.tenancy.NotificationDefaults;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What people have of their tenant until they choose for themselves.
 *
 * @param zone absent where it is about no tenant: then that of the one they work for counts
 */
record Defaults(@Nullable ZoneId zone, NotificationDefaults notifications) {
  static final ZoneId UTC = ZoneId.of("UTC");
  static final Defaults NONE = new Defaults(null, NotificationDefaults.NONE);

  static Defaults of(TenantFacts facts) {
    var profile = facts.profile();
    return new Defaults(
        profile == null ? null : Recipients.zone(profile.timeZone(), UTC),
        Objects.requireNonNullElse(facts.settings().notifications(), NotificationDefaults.NONE));
  }

  /** Whether a notice goes this way to whoever has chosen nothing. */
  boolean usually(String name, NoticeType type, String channel) {
    return type.channels().contains(channel)
        && switch (name) {
          case "conversation-waiting" -> notifications.escalation();
          case "lead-new" -> notifications.newLead();
          case "lead-hot" -> notifications.hotLead();
          default -> true;
        };
  }
}
