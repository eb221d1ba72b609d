package ai.leadmetrics.http.kit;

import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Which reads of operators within a business are written to its audit log: of the many requests of
 * a page the first that uses a permission, and of each thing that is opened, one in a quarter of an
 * hour.
 */
final class OperatorReads {
  private static final Duration WINDOW = Duration.ofMinutes(15);

  /** Beyond it some are written twice. */
  private static final int MOST = 10_000;

  private final Map<Read, Instant> written = new ConcurrentHashMap<>();

  /**
   * @param target the id in the path; absent for lists and the like
   */
  record Read(String family, TenantId tenant, Permission permission, @Nullable String target) {}

  /** Whether the read is to be written; then it counts as written for a while. */
  boolean isDue(Read read, Instant now) {
    if (written.size() >= MOST) {
      written.clear();
    }
    var due = new AtomicBoolean();
    written.compute(
        read,
        (_, before) -> {
          due.set(before == null || !now.isBefore(before.plus(WINDOW)));
          return before == null || due.get() ? now : before;
        });
    return due.get();
  }

  /** The line could not be written: the next read is due again. */
  void forget(Read read) {
    written.remove(read);
  }
}
