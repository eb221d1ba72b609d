package ai.leadmetrics.streams.agents;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/** Waiting on a virtual thread; tests wait in no time. */
@FunctionalInterface
interface Pause {
  Pause REAL =
      duration -> {
        try {
          Thread.sleep(duration);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new CancellationException("interrupted");
        }
      };

  void of(Duration duration);
}
