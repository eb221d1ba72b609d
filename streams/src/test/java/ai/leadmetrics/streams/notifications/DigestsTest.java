package ai.leadmetrics.streams.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestsTest {
  @ParameterizedTest
  @CsvSource({
    "08:00, Asia/Kolkata, 2026-11-21T02:29:59Z, 2026-11-21T02:30:00Z",
    "08:00, Asia/Kolkata, 2026-11-21T02:30:00Z, 2026-11-22T02:30:00Z",
    // At home it is the day before.
    "08:00, America/New_York, 2026-11-21T02:00:00Z, 2026-11-21T13:00:00Z",
    // The clock shows 02:30 twice: once is enough.
    "02:30, Europe/Berlin, 2026-10-25T00:29:00Z, 2026-10-25T00:30:00Z",
    "02:30, Europe/Berlin, 2026-10-25T01:10:00Z, 2026-10-26T01:30:00Z",
    // It leaves 02:30 out: an hour later that day, and not the day after.
    "02:30, Europe/Berlin, 2026-03-28T23:00:00Z, 2026-03-29T01:30:00Z",
    "02:30, Europe/Berlin, 2026-03-29T01:45:00Z, 2026-03-30T00:30:00Z",
  })
  void comesOnceADay(LocalTime at, ZoneId zone, Instant now, Instant next) {
    var person = new Person("user_1", "a@b.example", "Asha", "en", zone, null, true, at, Map.of());
    assertThat(Digests.next(now, person)).isEqualTo(next);
  }
}
