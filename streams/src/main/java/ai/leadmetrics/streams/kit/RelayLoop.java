package ai.leadmetrics.streams.kit;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tails the journal on a thread of its own until stopped, through any number of failures. */
final class RelayLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RelayLoop.class);
  private static final long IDLE = TimeUnit.SECONDS.toNanos(1);

  /**
   * After a wake-up, rows can be held back by a transaction that is still running elsewhere: look
   * again after this long, then twice as long, up to the idle interval.
   */
  private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(5);

  /** After a batch of this size more are on their way: a short wait makes one query of several. */
  private static final int BUSY = 100;

  private static final long COMPANY_MILLIS = 20;

  private static final long STORE_EVERY = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long MAX_BACKOFF_MILLIS = 5_000;
  private static final int COUNT_AT_MOST = 100_000;

  private final Jdbi jdbi;
  private final Supplier<Producer<String, byte[]>> producers;
  private final Map<String, String> topicByKind;
  private final RelayMetrics metrics;
  private final Semaphore wake = new Semaphore(0);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean stopping;

  RelayLoop(
      Jdbi jdbi,
      Supplier<Producer<String, byte[]>> producers,
      Map<String, String> topicByKind,
      RelayMetrics metrics) {
    this.jdbi = jdbi;
    this.producers = producers;
    this.topicByKind = topicByKind;
    this.metrics = metrics;
  }

  /** Says that there may be new rows. */
  void poke() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  /** Completes when the loop has ended and its producer is closed. */
  CompletionStage<Void> stop() {
    stopping = true;
    poke();
    return ended;
  }

  @Override
  public void run() {
    long backoff = 200;
    while (!stopping) {
      long started = System.nanoTime();
      try {
        follow();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stopping = true;
      } catch (SQLException | ExecutionException | RuntimeException e) {
        metrics.restarted();
        LOG.warn("the relay failed and starts again in {} ms: {}", backoff, e.toString());
        LOG.debug("the relay's failure", e);
        pause(backoff);
        var lasted = System.nanoTime() - started;
        backoff = lasted > IDLE * 10 ? 200 : Math.min(backoff * 2, MAX_BACKOFF_MILLIS);
      }
    }
    ended.complete(null);
  }

  /** With a producer of its own; that there is none to be had yet is a failure like others. */
  private void follow() throws InterruptedException, SQLException, ExecutionException {
    var producer = producers.get();
    var patience = Duration.ZERO;
    try {
      follow(new RelaySession(jdbi, producer, topicByKind));
      patience = Duration.ofSeconds(3);
    } finally {
      producer.close(patience);
    }
  }

  private void follow(RelaySession session)
      throws InterruptedException, SQLException, ExecutionException {
    long now = System.nanoTime();
    long pollAt = now;
    long storeAt = now;
    long measureAt = now;
    long interval = IDLE;
    while (!stopping) {
      long until = session.isSettled() ? pollAt : Math.min(pollAt, storeAt);
      boolean woken = wake.tryAcquire(Math.max(0, until - now), TimeUnit.NANOSECONDS);
      wake.drainPermits();
      now = System.nanoTime();
      if (woken) {
        interval = AGAIN;
      }
      if (woken || now - pollAt >= 0) {
        int forwarded = session.forward();
        metrics.forwarded(forwarded);
        now = System.nanoTime();
        pollAt = forwarded == RelaySession.BATCH ? now : now + interval;
        interval = Math.min(interval * 2, IDLE);
        if (forwarded >= BUSY && forwarded < RelaySession.BATCH) {
          pause(COMPANY_MILLIS);
        }
      }
      while (!session.hasRoom() && !stopping) {
        session.awaitOldest(100);
        session.settle();
      }
      session.settle();
      now = System.nanoTime();
      if (now - storeAt >= 0) {
        session.store();
        storeAt = now + STORE_EVERY;
      }
      if (now - measureAt >= 0) {
        metrics.behind(session.behind(COUNT_AT_MOST));
        measureAt = now + IDLE;
      }
    }
    session.awaitOldest(2_000);
    session.settle();
    session.store();
  }

  private void pause(long millis) {
    try {
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      while (!stopping && System.nanoTime() - until < 0) {
        Thread.sleep(Math.min(millis, 50));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping = true;
    }
  }
}
