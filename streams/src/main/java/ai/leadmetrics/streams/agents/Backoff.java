package ai.leadmetrics.streams.agents;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits that double from {@code min} to {@code max}, each shortened by up to half at random. */
record Backoff(Duration min, Duration max) {
  /**
   * @param failures so far, from 1
   */
  Duration after(int failures) {
    long full = Math.min(max.toMillis(), min.toMillis() << Math.min(failures - 1, 20));
    return Duration.ofMillis(full - (long) (full * 0.5 * ThreadLocalRandom.current().nextDouble()));
  }
}
