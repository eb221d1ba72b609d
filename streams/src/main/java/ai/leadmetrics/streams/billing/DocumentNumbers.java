package ai.leadmetrics.streams.billing;

import ai.leadmetrics.streams.kit.Database;
import java.time.LocalDate;
import java.time.Month;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;

/**
 * Gives invoices and credit notes their numbers: consecutive within a series and financial year
 * (CGST Rules 2017, rule 46(b)). A document gets the same number however often it is asked for; the
 * caller makes sure that a document which asks will bear it.
 */
final class DocumentNumbers {
  private static final int YEAR_DIGITS = 100;

  /** As printed, and the day that the document bears. */
  record Given(String number, LocalDate on) {}

  private final Database database;
  // All wait for the same row: those of this node wait here, where none holds a connection.
  private final Lock turn = new ReentrantLock(true);

  DocumentNumbers(Database database) {
    this.database = database;
  }

  /**
   * @param document its id, unique over all tenants
   */
  CompletionStage<Given> give(String document, String series, LocalDate today) {
    return CompletableFuture.supplyAsync(
        () -> {
          turn.lock();
          try {
            return database.jdbi().inTransaction(handle -> give(handle, document, series, today));
          } finally {
            turn.unlock();
          }
        },
        database.threads());
  }

  private static Given give(Handle handle, String document, String series, LocalDate today) {
    var year = yearOf(today);
    // Takes the lock under which everything else happens, for this document and its competitors.
    var last =
        handle
            .createQuery(
                """
                insert into core.invoice_series as s (series, year, last, last_on)
                values (:series, :year, 0, :today)
                on conflict (series, year) do update set last = s.last
                returning last, last_on
                """)
            .bind("series", series)
            .bind("year", year)
            .bind("today", today)
            .map((row, _) -> new Last(row.getLong(1), row.getObject(2, LocalDate.class)))
            .one();
    var known =
        handle
            .createQuery(
                "select series, year, number, on_date from core.invoice_number where document = ?")
            .bind(0, document)
            .map(
                (row, _) ->
                    new Given(
                        text(row.getString(1), row.getString(2), row.getLong(3)),
                        row.getObject(4, LocalDate.class)))
            .findOne();
    if (known.isPresent()) {
      return known.get();
    }
    // Clocks of nodes differ a little: later numbers never bear earlier days.
    var on = today.isBefore(last.on()) ? last.on() : today;
    long number = last.number() + 1;
    handle
        .createUpdate(
            "insert into core.invoice_number (document, series, year, number, on_date)"
                + " values (:document, :series, :year, :number, :on)")
        .bind("document", document)
        .bind("series", series)
        .bind("year", year)
        .bind("number", number)
        .bind("on", on)
        .execute();
    handle
        .createUpdate(
            "update core.invoice_series set last = :number, last_on = :on"
                + " where series = :series and year = :year")
        .bind("number", number)
        .bind("on", on)
        .bind("series", series)
        .bind("year", year)
        .execute();
    return new Given(text(series, year, number), on);
  }

  private record Last(long number, LocalDate on) {}

  /** India's financial year begins in April: 26-27. */
  static String yearOf(LocalDate day) {
    int start = day.getMonthValue() < Month.APRIL.getValue() ? day.getYear() - 1 : day.getYear();
    return "%02d-%02d".formatted(start % YEAR_DIGITS, (start + 1) % YEAR_DIGITS);
  }

  private static String text(String series, String year, long number) {
    return "%s/%s/%06d".formatted(series, year, number);
  }
}
