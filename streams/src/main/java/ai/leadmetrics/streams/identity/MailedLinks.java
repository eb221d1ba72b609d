package ai.leadmetrics.streams.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Links that go out by mail: each works once, for a time, and only so many an hour. */
final class MailedLinks {
  private static final Duration HOUR = Duration.ofHours(1);

  private final int perHour;

  /** What a link lets its reader do. */
  enum Purpose {
    VERIFY,
    RESET;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  MailedLinks(int perHour) {
    this.perHour = perHour;
  }

  /**
   * The token of a new link; earlier ones of the purpose stop working. Empty where the user was
   * sent enough of them.
   */
  Optional<String> issue(Handle handle, Purpose purpose, String user, Instant now, Duration life) {
    // Two requests at once take turns: the limit holds for both together.
    lock(handle, user);
    long recent =
        handle
            .createQuery(
                "select count(*) from core.mailed_link where user_id = :user"
                    + " and purpose = :purpose and created_at > :since")
            .bind("user", user)
            .bind("purpose", purpose.wire())
            .bind("since", now.minus(HOUR).atOffset(ZoneOffset.UTC))
            .mapTo(Long.class)
            .one();
    if (recent >= perHour) {
      return Optional.empty();
    }
    return Optional.of(replace(handle, purpose, user, now, life));
  }

  /** As {@link #issue}, however many there were: for links that are handed over, not mailed. */
  static String replace(Handle handle, Purpose purpose, String user, Instant now, Duration life) {
    revoke(handle, purpose, user, now);
    forget(handle, purpose, user, now);
    var token = RefreshToken.random();
    handle
        .createUpdate(
            "insert into core.mailed_link (hash, purpose, user_id, created_at, expires_at)"
                + " values (:hash, :purpose, :user, :now, :expires)")
        .bind("hash", RefreshToken.hash(token))
        .bind("purpose", purpose.wire())
        .bind("user", user)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bind("expires", now.plus(life).atOffset(ZoneOffset.UTC))
        .execute();
    return token;
  }

  /** Without this, one who asks again and again fills the table; the last hour's are counted. */
  private static void forget(Handle handle, Purpose purpose, String user, Instant now) {
    handle
        .createUpdate(
            "delete from core.mailed_link where user_id = :user and purpose = :purpose"
                + " and created_at <= :since and used_at is not null")
        .bind("user", user)
        .bind("purpose", purpose.wire())
        .bind("since", now.minus(HOUR).atOffset(ZoneOffset.UTC))
        .execute();
  }

  private static void lock(Handle handle, String user) {
    handle
        .createQuery("select id from core.app_user where id = :user for update")
        .bind("user", user)
        .mapTo(String.class)
        .one();
  }

  /** Whose link this is, while it works; does not use it up. */
  static Optional<String> owner(Handle handle, Purpose purpose, String token, Instant now) {
    return handle
        .createQuery(
            "select user_id from core.mailed_link where hash = :hash and purpose = :purpose"
                + " and used_at is null and expires_at > :now")
        .bind("hash", RefreshToken.hash(token))
        .bind("purpose", purpose.wire())
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .mapTo(String.class)
        .findOne();
  }

  /** Uses a link up; of two who try at once, one. */
  static Optional<String> redeem(Handle handle, Purpose purpose, String token, Instant now) {
    // The account before its links, as whoever issues one: else the two wait for each other.
    owner(handle, purpose, token, now).ifPresent(user -> lock(handle, user));
    return handle
        .createQuery(
            "update core.mailed_link set used_at = :now where hash = :hash and purpose = :purpose"
                + " and used_at is null and expires_at > :now returning user_id")
        .bind("hash", RefreshToken.hash(token))
        .bind("purpose", purpose.wire())
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .mapTo(String.class)
        .findOne();
  }

  static void revoke(Handle handle, Purpose purpose, String user, Instant now) {
    handle
        .createUpdate(
            "update core.mailed_link set used_at = :now"
                + " where user_id = :user and purpose = :purpose and used_at is null")
        .bind("user", user)
        .bind("purpose", purpose.wire())
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .execute();
  }
}
