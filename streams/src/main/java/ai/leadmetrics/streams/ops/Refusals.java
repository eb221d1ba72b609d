package ai.leadmetrics.streams.ops;

import ai.leadmetrics.protocol.ops.AuditEntry;
import ai.leadmetrics.protocol.ops.AuditEntry.AuditChange;
import ai.leadmetrics.protocol.ops.AuditEntry.Outcome;
import ai.leadmetrics.streams.kit.Port;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps repeated refusals from filling the audit log, whose lines nobody can remove: the first of a
 * caller at an endpoint is written at once, all others within a minute as one line with their
 * number. Everything else passes.
 */
@Port
public final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** Callers and endpoints kept in mind; the eldest give way, and are written down then. */
  private static final int MOST = 10_000;

  private final Function<AuditEntry, CompletionStage<Done>> log;
  private final Cache<Key, Repeated> known;

  private record Key(String actor, @Nullable String address, String action) {}

  private static final class Repeated {
    private final AuditEntry first;
    private @Nullable AuditEntry last;
    private int times;

    Repeated(AuditEntry first) {
      this.first = first;
    }

    synchronized boolean isFirst(AuditEntry entry) {
      if (entry.id().equals(first.id())) {
        return true;
      }
      last = entry;
      times++;
      return false;
    }

    synchronized @Nullable AuditEntry summary() {
      return last == null ? null : with(last, times);
    }
  }

  /**
   * @param log where lines go; of those it keeps, each id once
   */
  public Refusals(Function<AuditEntry, CompletionStage<Done>> log) {
    this(log, Ticker.systemTicker());
  }

  Refusals(Function<AuditEntry, CompletionStage<Done>> log, Ticker ticker) {
    this.log = log;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(WINDOW)
            .ticker(ticker)
            .scheduler(Scheduler.systemScheduler())
            .<Key, Repeated>removalListener((_, repeated, _) -> summarise(repeated))
            .build();
  }

  /** Completes once the line is stored, or is to be part of another. */
  public CompletionStage<Done> append(AuditEntry entry) {
    if (entry.outcome() != Outcome.REFUSED) {
      return log.apply(entry);
    }
    var repeated =
        known.get(new Key(entry.actor(), address(entry), entry.action()), _ -> new Repeated(entry));
    return repeated.isFirst(entry)
        ? log.apply(entry)
        : CompletableFuture.completedFuture(Done.getInstance());
  }

  /** The caller: users by their id, from any address; others by their address. */
  private static @Nullable String address(AuditEntry entry) {
    return entry.actor().equals("anonymous") ? entry.address() : null;
  }

  private void summarise(@Nullable Repeated repeated) {
    var summary = repeated == null ? null : repeated.summary();
    if (summary != null) {
      log.apply(summary)
          .whenComplete(
              (_, failure) -> {
                if (failure != null) {
                  LOG.warn("refusals could not be written to the audit log", failure);
                }
              });
    }
  }

  /** For tests: looks now for what is over. */
  void cleanUp() {
    known.cleanUp();
  }

  private static AuditEntry with(AuditEntry entry, int times) {
    var changes = new ArrayList<AuditChange>();
    changes.add(new AuditChange("times", null, Integer.toString(times)));
    changes.addAll(entry.changes());
    return new AuditEntry(
        entry.id(),
        entry.at(),
        entry.tenant(),
        entry.actor(),
        entry.actorName(),
        entry.impersonator(),
        entry.action(),
        entry.target(),
        entry.outcome(),
        entry.address(),
        entry.request(),
        changes);
  }
}
