package ai.leadmetrics.streams.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The browsers that users have signed in on. One is known by its cookie, and also where it says of
 * itself what an earlier one from the same address did: programs keep no cookies.
 */
final class KnownDevices {
  /** As long as browsers keep a cookie. */
  static final Duration MEMORY = Duration.ofDays(400);

  private static final int MOST = 50;

  private static final Map<String, String> BROWSERS = browsers();
  private static final Map<String, String> SYSTEMS = systems();

  private KnownDevices() {}

  /**
   * Remembers a browser; true where it is a new one to a user who has signed in before.
   *
   * @param device what its cookie holds
   */
  static boolean meet(
      Handle handle, String user, String device, SessionStore.Visitor visitor, Instant now) {
    var hash = RefreshToken.hash(device);
    boolean strange =
        handle
            .createQuery(
                "select exists (select from core.session where user_id = :user)"
                    + " and not exists (select from core.known_device"
                    + " where user_id = :user and hash = :hash)"
                    + " and not exists (select from core.session where user_id = :user"
                    + " and user_agent = :agent and address = :address)")
            .bind("user", user)
            .bind("hash", hash)
            .bind("agent", visitor.userAgent())
            .bind("address", visitor.address())
            .mapTo(Boolean.class)
            .one();
    handle.execute(
        "insert into core.known_device (user_id, hash, seen_at) values (?, ?, ?)"
            + " on conflict (user_id, hash) do update set seen_at = excluded.seen_at",
        user,
        hash,
        now.atOffset(ZoneOffset.UTC));
    handle.execute(
        "delete from core.known_device where user_id = ? and (seen_at < ? or hash in"
            + " (select hash from core.known_device where user_id = ?"
            + " order by seen_at desc, hash offset ?))",
        user,
        now.minus(MEMORY).atOffset(ZoneOffset.UTC),
        user,
        MOST);
    return strange;
  }

  /** Whether the user has signed in on the browser with this cookie. */
  static boolean isKnown(Handle handle, String user, String device, Instant now) {
    return handle
        .createQuery(
            "select exists (select from core.known_device"
                + " where user_id = :user and hash = :hash and seen_at > :since)")
        .bind("user", user)
        .bind("hash", RefreshToken.hash(device))
        .bind("since", now.minus(MEMORY).atOffset(ZoneOffset.UTC))
        .mapTo(Boolean.class)
        .one();
  }

  /** What people call it: Firefox on Linux. */
  static String spoken(String userAgent) {
    var browser = first(BROWSERS, userAgent);
    var system = first(SYSTEMS, userAgent);
    if (browser.isPresent() && system.isPresent()) {
      return browser.get() + " on " + system.get();
    }
    return browser.or(() -> system).orElse("an unknown program");
  }

  private static Optional<String> first(Map<String, String> marks, String userAgent) {
    return marks.entrySet().stream()
        .filter(mark -> userAgent.contains(mark.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** In this order: all of them claim to be Safari, and most to be Chrome. */
  private static Map<String, String> browsers() {
    var marks = new LinkedHashMap<String, String>();
    marks.put("Edg", "Edge");
    marks.put("OPR/", "Opera");
    marks.put("Firefox", "Firefox");
    marks.put("FxiOS", "Firefox");
    marks.put("Chrome", "Chrome");
    marks.put("CriOS", "Chrome");
    marks.put("Safari", "Safari");
    return marks;
  }

  private static Map<String, String> systems() {
    var marks = new LinkedHashMap<String, String>();
    marks.put("iPhone", "iPhone");
    marks.put("iPad", "iPad");
    marks.put("Android", "Android");
    marks.put("Windows", "Windows");
    marks.put("Mac OS", "macOS");
    marks.put("CrOS", "ChromeOS");
    marks.put("Linux", "Linux");
    return marks;
  }
}
