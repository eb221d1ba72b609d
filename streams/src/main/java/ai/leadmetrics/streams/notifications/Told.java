package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Audience;
import ai.leadmetrics.streams.kit.Notice;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A notice in the words of whoever is told.
 *
 * @param id of the notification: the same event, type and person have the same
 * @param values what its texts and its mail are filled with
 */
record Told(
    String id,
    Notice notice,
    NoticeType type,
    Person person,
    String title,
    String body,
    Map<String, String> values) {

  /**
   * Whoever is told as somebody of a tenant; absent where it is about an account or the platform.
   */
  @Nullable String member() {
    return notice.tenant().equals(TenantId.PLATFORM)
            || notice.audience() instanceof Audience.Platform
        ? null
        : person.id();
  }
}
