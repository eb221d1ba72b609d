package ai.leadmetrics.protocol.billing;

import java.time.Instant;

/** A month of credits: from {@code start} up to, not including, {@code end}. */
public record Period(Instant start, Instant end) {
  public boolean contains(Instant at) {
    return !at.isBefore(start) && at.isBefore(end);
  }
}
