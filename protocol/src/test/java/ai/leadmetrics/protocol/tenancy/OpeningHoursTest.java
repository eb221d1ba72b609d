package ai.leadmetrics.protocol.tenancy;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.tenancy.OpeningHours.Holiday;
import ai.leadmetrics.protocol.tenancy.OpeningHours.Span;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningHoursTest {
  /** Monday with a break, Friday past midnight, the Monday after is a holiday. */
  private static final OpeningHours HOURS =
      new OpeningHours(
          List.of(
              span(MONDAY, "09:00", "13:00"),
              span(MONDAY, "15:00", "18:00"),
              span(FRIDAY, "18:00", "02:00")),
          List.of(new Holiday(LocalDate.parse("2026-11-30"), "Founders' day")));

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T08:59,false",
    "2026-11-23T09:00,true",
    "2026-11-23T13:00,false",
    "2026-11-23T17:59,true",
    "2026-11-24T10:00,false",
    "2026-11-27T23:59,true",
    "2026-11-28T01:59,true",
    "2026-11-28T02:00,false",
    "2026-11-30T10:00,false",
  })
  void isOpen(String at, boolean open) {
    assertThat(HOURS.isOpen(LocalDateTime.parse(at))).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T08:00,2026-11-23T09:00",
    "2026-11-23T13:30,2026-11-23T15:00",
    "2026-11-23T18:00,2026-11-27T18:00",
    "2026-11-28T03:00,2026-12-04T18:00",
  })
  void opensAgain(String after, String opening) {
    assertThat(HOURS.nextOpening(LocalDateTime.parse(after)))
        .contains(LocalDateTime.parse(opening));
  }

  @Test
  void isTakenToBeOpenWhereNothingWasSaid() {
    assertThat(OpeningHours.NONE.isOpen(LocalDateTime.parse("2026-11-23T03:00"))).isTrue();
    assertThat(OpeningHours.NONE.nextOpening(LocalDateTime.parse("2026-11-23T03:00"))).isEmpty();
  }

  @Test
  void midnightToMidnightIsAllDay() {
    var always = new OpeningHours(List.of(span(SATURDAY, "00:00", "00:00")), List.of());
    assertThat(always.isOpen(LocalDateTime.parse("2026-11-28T00:00"))).isTrue();
    assertThat(always.isOpen(LocalDateTime.parse("2026-11-28T23:59"))).isTrue();
    assertThat(always.isOpen(LocalDateTime.parse("2026-11-29T00:00"))).isFalse();
  }

  @Test
  void isBounded() {
    var spans = Collections.nCopies(29, span(MONDAY, "09:00", "10:00"));
    assertThat(new OpeningHours(spans, List.of()).problems()).containsOnlyKeys("week");
  }

  private static Span span(DayOfWeek day, String from, String to) {
    return new Span(day, LocalTime.parse(from), LocalTime.parse(to));
  }
}
