package ai.leadmetrics.protocol.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
  private static Instant day(String date) {
    return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21, 2026-11-21, 2026-11-21, 2026-12-21",
    "2026-11-21, 2026-12-20, 2026-11-21, 2026-12-21",
    "2026-11-21, 2026-12-21, 2026-12-21, 2027-01-21",
    "2027-01-31, 2027-02-10, 2027-01-31, 2027-02-28",
    "2027-01-31, 2027-02-28, 2027-02-28, 2027-03-31",
    "2027-01-31, 2027-03-31, 2027-03-31, 2027-04-30",
    "2028-01-30, 2028-02-29, 2028-02-29, 2028-03-30",
    "2028-02-29, 2028-03-28, 2028-02-29, 2028-03-29",
    "2028-02-29, 2029-02-28, 2029-02-28, 2029-03-29",
    "2028-02-29, 2032-02-29, 2032-02-29, 2032-03-29",
    "2026-11-21, 2026-11-20, 2026-10-21, 2026-11-21"
  })
  void aMonthBeginsOnTheAnchorsDayOrOnTheLast(String anchor, String at, String from, String to) {
    assertThat(Period.containing(day(anchor), day(at))).isEqualTo(new Period(day(from), day(to)));
  }

  @Test
  void periodsFollowEachOtherWithoutGapOrOverlap() {
    for (var anchor : List.of("2024-02-29", "2025-12-31", "2026-01-30", "2026-06-15")) {
      var period = Period.containing(day(anchor), day(anchor));
      assertThat(period.start()).isEqualTo(day(anchor));
      for (int i = 0; i < 120; i++) {
        var next = Period.containing(day(anchor), period.end());
        assertThat(next.start()).isEqualTo(period.end());
        assertThat(Duration.between(next.start(), next.end()).toDays()).isBetween(28L, 31L);
        period = next;
      }
    }
  }

  @Test
  void everyInstantLiesInItsPeriod() {
    var random = new Random(20_261_121);
    IntStream.range(0, 5_000)
        .forEach(
            _ -> {
              var anchor = Instant.ofEpochSecond(random.nextLong(4_000_000_000L));
              var at = Instant.ofEpochSecond(random.nextLong(4_000_000_000L));
              assertThat(Period.containing(anchor, at).contains(at)).isTrue();
            });
  }
}
