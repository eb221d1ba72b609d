package ai.leadmetrics.protocol.tenancy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When the people of a business are there, in its own time zone. A business that never said is
 * taken to be there.
 *
 * @param week several spans of a day are a day with a break
 */
public record OpeningHours(List<Span> week, List<Holiday> holidays) {
  public static final OpeningHours NONE = new OpeningHours(List.of(), List.of());

  /** A holiday list longer than a year's would only be forgotten ones. */
  private static final int MAX_HOLIDAYS = 100;

  private static final int MAX_SPANS = 28;
  private static final int LOOK_AHEAD = 60;

  /**
   * @param to when it is not after {@code from}, on the next day: 18:00 to 02:00
   */
  public record Span(DayOfWeek day, LocalTime from, LocalTime to) {}

  /** A day on which nobody is there, or for a span that began on it. */
  public record Holiday(LocalDate date, String name) {}

  public OpeningHours {
    week = List.copyOf(week);
    holidays = List.copyOf(holidays);
  }

  @JsonIgnore
  public boolean isKnown() {
    return !week.isEmpty();
  }

  public boolean isOpen(LocalDateTime at) {
    return !isKnown()
        || opensWithin(at, at.toLocalDate().minusDays(1))
        || opensWithin(at, at.toLocalDate());
  }

  private boolean opensWithin(LocalDateTime at, LocalDate date) {
    return week.stream()
        .filter(span -> isOn(span, date))
        .anyMatch(span -> !at.isBefore(date.atTime(span.from())) && at.isBefore(end(span, date)));
  }

  /** When somebody is there again; empty where nobody is within two months. */
  public Optional<LocalDateTime> nextOpening(LocalDateTime after) {
    return IntStream.range(0, LOOK_AHEAD)
        .mapToObj(days -> after.toLocalDate().plusDays(days))
        .flatMap(
            date ->
                week.stream()
                    .filter(span -> isOn(span, date))
                    .map(span -> date.atTime(span.from())))
        .filter(opening -> opening.isAfter(after))
        .min(Comparator.naturalOrder());
  }

  private boolean isOn(Span span, LocalDate date) {
    return span.day() == date.getDayOfWeek()
        && holidays.stream().noneMatch(holiday -> holiday.date().equals(date));
  }

  private static LocalDateTime end(Span span, LocalDate date) {
    return span.to().isAfter(span.from())
        ? date.atTime(span.to())
        : date.plusDays(1).atTime(span.to());
  }

  Map<String, String> problems() {
    var problems = new LinkedHashMap<String, String>();
    var limits = new Limits(problems);
    limits.count("week", week, MAX_SPANS);
    for (var span : week) {
      limits.require(
          "week",
          span.day() != null && span.from() != null && span.to() != null,
          "each entry needs a day and two times");
    }
    limits.count("holidays", holidays, MAX_HOLIDAYS);
    for (var holiday : holidays) {
      limits.text("holidays", holiday.name(), 80);
      limits.require("holidays", holiday.date() != null, "each entry needs a date");
    }
    return problems;
  }
}
