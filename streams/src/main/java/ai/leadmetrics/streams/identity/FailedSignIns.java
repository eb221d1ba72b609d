package ai.leadmetrics.streams.identity;

import ai.leadmetrics.entities.identity.Lockout;
import ai.leadmetrics.protocol.kit.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/**
 * Counts wrong guesses by whom they were tried on and where they came from, in core.failed_sign_in.
 * Only hashes are kept: the addresses may be nobody's.
 */
final class FailedSignIns {
  /**
   * One count.
   *
   * @param subject whose password or code it is: an address or a user
   * @param origin a source, a device, or the kind of guess
   */
  record Count(String subject, String origin) {
    private byte[] subjectHash() {
      return hash(subject);
    }

    private byte[] originHash() {
      return RefreshToken.hash(origin);
    }
  }

  private FailedSignIns() {}

  /** Whether no more guesses are taken for now. */
  static boolean isLocked(Handle handle, Count count, Instant now) {
    return handle
        .createQuery(
            "select lockout from core.failed_sign_in"
                + " where subject_hash = :subject and origin_hash = :origin")
        .bind("subject", count.subjectHash())
        .bind("origin", count.originHash())
        .mapTo(String.class)
        .findOne()
        .map(text -> Json.read(text, Lockout.class).isLocked(now))
        .orElse(false);
  }

  /**
   * Counts a wrong guess; false where it was not even looked at, because the count is locked.
   *
   * @param limit the failure that locks
   */
  static boolean add(Handle handle, Count count, int limit, Instant now) {
    handle
        .createUpdate("delete from core.failed_sign_in where expires_at < :now")
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .execute();
    // Two first failures at once: the second waits here and then counts on.
    put(handle, count, Lockout.NONE, now, "nothing");
    var text =
        handle
            .createQuery(
                "select lockout from core.failed_sign_in"
                    + " where subject_hash = :subject and origin_hash = :origin for update")
            .bind("subject", count.subjectHash())
            .bind("origin", count.originHash())
            .mapTo(String.class)
            .one();
    var lockout = Json.read(text, Lockout.class);
    if (lockout.isLocked(now)) {
      return false;
    }
    put(
        handle,
        count,
        lockout.failed(now, limit),
        now,
        "update set lockout = excluded.lockout, expires_at = excluded.expires_at");
    return true;
  }

  private static void put(
      Handle handle, Count count, Lockout lockout, Instant now, String otherwise) {
    handle
        .createUpdate(
            "insert into core.failed_sign_in (subject_hash, origin_hash, lockout, expires_at)"
                + " values (:subject, :origin, :lockout, :expires)"
                + " on conflict (subject_hash, origin_hash) do "
                + otherwise)
        .bind("subject", count.subjectHash())
        .bind("origin", count.originHash())
        .bind("lockout", Json.text(lockout))
        .bind("expires", now.plus(Lockout.WINDOW).plus(Lockout.WAIT).atOffset(ZoneOffset.UTC))
        .execute();
  }

  static void forget(Handle handle, Count count) {
    handle.execute(
        "delete from core.failed_sign_in where subject_hash = ? and origin_hash = ?",
        count.subjectHash(),
        count.originHash());
  }

  /** Forgets all counts of a subject. */
  static void forget(Handle handle, String subject) {
    handle.execute("delete from core.failed_sign_in where subject_hash = ?", hash(subject));
  }

  private static byte[] hash(String subject) {
    return RefreshToken.hash(subject.strip().toLowerCase(Locale.ROOT));
  }
}
