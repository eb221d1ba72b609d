package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Audience;
import ai.leadmetrics.streams.kit.Notice;
import ai.leadmetrics.streams.kit.Platform;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * The Telegram chat, browsers and preferences by which a user is notified outside the portal. A
 * chat that a stranger linked shows them the user's notifications, so all of it is removed when the
 * account returns to its owner (password reset, first proof of the address).
 */
public final class Reach {
  private final Hub hub;
  private final Clock clock;

  public Reach(Platform platform) {
    hub = new Hub(platform);
    clock = platform.clock();
  }

  /** Removes chats and browsers, and what was chosen, of an account that changes hands. */
  public void reset(Handle handle, String user) {
    unlinkChat(handle, user);
    handle.execute("delete from core.push_subscription where user_id = ?", user);
    handle.execute("delete from core.notification_choice where user_id = ?", user);
    handle.execute("delete from core.notification_rhythm where user_id = ?", user);
  }

  /** Removes the chat, and any code that would link one; its owner is told where there was one. */
  public void unlinkChat(Handle handle, String user) {
    handle.execute("delete from core.telegram_code where user_id = ?", user);
    if (handle.execute("delete from core.telegram_chat where user_id = ?", user) > 0) {
      tell(handle, hub, user, "unlinked", "", clock.instant());
    }
  }

  /**
   * @param name of whose chat it is, as Telegram says
   */
  static void tell(Handle handle, Hub hub, String user, String change, String name, Instant at) {
    hub.tell(
        handle,
        "chat-" + change + ':' + user + ':' + at,
        new Notice(
            TenantId.PLATFORM,
            new Audience.User(user),
            "chat-changed",
            Map.of("change", change, "what", name),
            "/settings/notifications"));
  }
}
