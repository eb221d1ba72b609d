package ai.leadmetrics.streams.messaging;

import java.time.Duration;
import java.time.Instant;

/**
 * Stops calls to a provider that keeps failing, and lets one probe through after a while. Time
 * comes in from outside; not safe for several threads.
 */
final class Circuit {
  private final int threshold;
  private final Duration shortest;
  private final Duration longest;

  private int failures;
  private Duration pause;
  private Instant openUntil = Instant.MIN;
  private boolean probing;

  Circuit(int threshold, Duration shortest, Duration longest) {
    this.threshold = threshold;
    this.shortest = shortest;
    this.longest = longest;
    this.pause = shortest;
  }

  boolean isOpen() {
    return failures >= threshold;
  }

  /** Zero when a call may be made now, otherwise how long to wait before asking again. */
  Duration waitAt(Instant now) {
    if (!isOpen()) {
      return Duration.ZERO;
    }
    if (now.isBefore(openUntil)) {
      return Duration.between(now, openUntil);
    }
    return probing ? shortest : Duration.ZERO;
  }

  /** A call is about to be made; true when it is the probe. */
  boolean begin() {
    probing = isOpen();
    return probing;
  }

  void succeeded() {
    failures = 0;
    probing = false;
    pause = shortest;
  }

  /** A late failure of a call from before the circuit opened does not prolong the pause. */
  void failed(Instant now, boolean probe) {
    boolean wasOpen = isOpen();
    failures = Math.min(failures + 1, threshold);
    if (probe) {
      probing = false;
      pause = longer(pause);
      openUntil = now.plus(pause);
    } else if (isOpen() && !wasOpen) {
      openUntil = now.plus(pause);
    }
  }

  /** A probe that never reached the provider says nothing. */
  void abandoned(boolean probe) {
    if (probe) {
      probing = false;
    }
  }

  private Duration longer(Duration before) {
    var doubled = before.multipliedBy(2);
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
