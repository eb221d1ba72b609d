package ai.leadmetrics.streams.agents;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Spreads calls over time: so many a minute, up to ten seconds' worth of them at once after a
 * pause. Whoever comes too early waits on its own thread, in the order of coming.
 */
final class Throttle {
  private static final long BURST = Duration.ofSeconds(10).toNanos();

  private final long interval;
  private final LongSupplier nanoTime;
  private final Pause pause;
  private long next;

  private Throttle(long interval, LongSupplier nanoTime, Pause pause) {
    this.interval = interval;
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.next = nanoTime.getAsLong() - BURST;
  }

  /**
   * @param calls 0 is no limit
   */
  static Throttle perMinute(int calls) {
    return perMinute(calls, System::nanoTime, Pause.REAL);
  }

  static Throttle perMinute(int calls, LongSupplier nanoTime, Pause pause) {
    long interval = calls == 0 ? 0 : Duration.ofMinutes(1).toNanos() / calls;
    return new Throttle(interval, nanoTime, pause);
  }

  /** Returns when the call may be made. */
  void take() {
    long wait = reserve();
    if (wait > 0) {
      pause.of(Duration.ofNanos(wait));
    }
  }

  private synchronized long reserve() {
    long now = nanoTime.getAsLong();
    long mine = Math.max(next, now - BURST);
    next = mine + interval;
    return mine - now;
  }
}
