package ai.leadmetrics.streams.notifications;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** Dates as their readers see them: by their own clock, which is named, and in their language. */
public final class Moments {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm (zzzz)", Locale.ENGLISH);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

  private Moments() {}

  /** For a user, in whatever state their account is. */
  public static String of(Handle handle, String user, Instant at) {
    return Recipients.one(handle, user, Defaults.NONE)
        .map(person -> text(at, person.zone(), person.language()))
        .orElseGet(() -> text(at, Defaults.UTC, MailTemplates.FALLBACK));
  }

  /**
   * @param date an instant or a month
   * @param language one that there are no words of counts as English, as the words around it do
   */
  static String text(Temporal date, ZoneId zone, String language) {
    var locale =
        Locale.forLanguageTag(
            NoticeTypes.get().speaks(language) ? language : MailTemplates.FALLBACK);
    return switch (date) {
      case Instant at -> MOMENT.withLocale(locale).format(at.atZone(zone));
      case YearMonth month -> MONTH.withLocale(locale).format(month);
      default -> throw new IllegalArgumentException("nobody reads a " + date.getClass());
    };
  }
}
