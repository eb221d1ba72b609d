package ai.leadmetrics.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that runs on from wherever a test moves it. */
public final class TestClock extends Clock {
  private volatile Duration offset;

  private TestClock(Duration offset) {
    this.offset = offset;
  }

  public static TestClock at(Instant start) {
    return new TestClock(Duration.between(Instant.now(), start));
  }

  public static TestClock now() {
    return new TestClock(Duration.ZERO);
  }

  public synchronized void advance(Duration by) {
    offset = offset.plus(by);
  }

  public void moveTo(Instant instant) {
    offset = Duration.between(Instant.now(), instant);
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(instant(), zone);
  }
}
