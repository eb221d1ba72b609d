package ai.leadmetrics.protocol.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
  @ParameterizedTest
  @CsvSource({
    // Overnight in India, which is 5:30 ahead.
    "22:00, 07:00, Asia/Kolkata, 2026-11-21T16:29:59Z, 2026-11-21T16:29:59Z",
    "22:00, 07:00, Asia/Kolkata, 2026-11-21T16:30:00Z, 2026-11-22T01:30:00Z",
    "22:00, 07:00, Asia/Kolkata, 2026-11-21T20:00:00Z, 2026-11-22T01:30:00Z",
    "22:00, 07:00, Asia/Kolkata, 2026-11-22T01:30:00Z, 2026-11-22T01:30:00Z",
    // Within a day.
    "13:00, 14:00, UTC, 2026-11-21T13:30:00Z, 2026-11-21T14:00:00Z",
    "13:00, 14:00, UTC, 2026-11-21T12:00:00Z, 2026-11-21T12:00:00Z",
    // Over the end of summer time the night is an hour longer.
    "22:00, 07:00, Europe/Berlin, 2026-10-24T21:00:00Z, 2026-10-25T06:00:00Z",
    // In the hour that comes twice, they end in the second.
    "22:00, 02:30, Europe/Berlin, 2026-10-25T00:10:00Z, 2026-10-25T00:30:00Z",
    "22:00, 02:30, Europe/Berlin, 2026-10-25T01:10:00Z, 2026-10-25T01:30:00Z",
    // An hour that does not exist in spring.
    "22:00, 02:30, Europe/Berlin, 2026-03-28T23:00:00Z, 2026-03-29T01:30:00Z",
    // Nothing is never.
    "08:00, 08:00, UTC, 2026-11-21T08:00:00Z, 2026-11-21T08:00:00Z",
  })
  void waitsForTheirEnd(LocalTime from, LocalTime to, ZoneId zone, Instant now, Instant next) {
    assertThat(new QuietHours(from, to).next(now, zone)).isEqualTo(next);
  }
}
