package ai.leadmetrics.protocol.notifications;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** Hours of the day in which only the bell rings; {@code to} may be of the next day. */
public record QuietHours(LocalTime from, LocalTime to) {

  /** Now, or the end of the quiet hours that it falls into. */
  public Instant next(Instant now, ZoneId zone) {
    var local = now.atZone(zone);
    var time = local.toLocalTime();
    if (!includes(time)) {
      return now;
    }
    var day = time.isBefore(to) ? local.toLocalDate() : local.toLocalDate().plusDays(1);
    var end = day.atTime(to).atZone(zone);
    // Where the clock shows the hour twice, the first time may be over.
    return end.toInstant().isAfter(now)
        ? end.toInstant()
        : end.withLaterOffsetAtOverlap().toInstant();
  }

  private boolean includes(LocalTime time) {
    return from.isBefore(to)
        ? !time.isBefore(from) && time.isBefore(to)
        : !from.equals(to) && (!time.isBefore(from) || time.isBefore(to));
  }
}
