package ai.leadmetrics.protocol.billing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A month of credits: from {@code start} up to, not including, {@code end}. */
public record Period(Instant start, Instant end) {

  /**
   * The month that {@code at} lies in, counted from {@code anchor} in UTC. Each month begins at the
   * anchor's time on the anchor's day, or on its own last day where it has no such day; a month
   * after a short one begins on the anchor's day again.
   */
  public static Period containing(Instant anchor, Instant at) {
    long months =
        ChronoUnit.MONTHS.between(anchor.atOffset(ZoneOffset.UTC), at.atOffset(ZoneOffset.UTC));
    while (begin(anchor, months).isAfter(at)) {
      months--;
    }
    while (!begin(anchor, months + 1).isAfter(at)) {
      months++;
    }
    return new Period(begin(anchor, months), begin(anchor, months + 1));
  }

  private static Instant begin(Instant anchor, long months) {
    return anchor.atOffset(ZoneOffset.UTC).plusMonths(months).toInstant();
  }

  public boolean contains(Instant at) {
    return !at.isBefore(start) && at.isBefore(end);
  }
}
