package ai.leadmetrics.streams.messaging;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.Done;

/** Waits that end at once, by failing, when the node stops. */
final class Pauses {
  private final Executor threads;
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, CompletableFuture<Done>> running = new ConcurrentHashMap<>();
  private volatile boolean stopped;

  Pauses(Executor threads) {
    this.threads = threads;
  }

  /** Completes after {@code time}, and up to a fifth later so that many do not wake together. */
  CompletionStage<Done> of(Duration time) {
    long micros = Math.max(TimeUnit.NANOSECONDS.toMicros(time.toNanos()), 1_000);
    long spread = ThreadLocalRandom.current().nextLong(micros / 5 + 1);
    var pause = new CompletableFuture<Done>();
    long id = ids.incrementAndGet();
    running.put(id, pause);
    if (stopped) {
      end(pause);
    }
    return pause
        .completeOnTimeout(Done.getInstance(), micros + spread, TimeUnit.MICROSECONDS)
        .whenCompleteAsync((_, _) -> running.remove(id), threads);
  }

  void stop() {
    stopped = true;
    running.values().forEach(Pauses::end);
  }

  private static void end(CompletableFuture<Done> pause) {
    pause.completeExceptionally(new CancellationException("the node is stopping"));
  }
}
