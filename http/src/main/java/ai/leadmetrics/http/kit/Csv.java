package ai.leadmetrics.http.kit;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tables as RFC 4180 text that spreadsheets open without running anything in it. */
public final class Csv {
  private static final String LINE = "\r\n";

  private Csv() {}

  /** Missing values become empty cells. */
  public static String of(List<String> header, Stream<List<@Nullable Object>> rows) {
    return Stream.concat(Stream.<List<?>>of(header), rows)
        .map(row -> row.stream().map(Csv::cell).collect(Collectors.joining(",")))
        .collect(Collectors.joining(LINE, "", LINE));
  }

  private static String cell(@Nullable Object value) {
    var text =
        switch (value) {
          case null -> "";
          // Negative amounts stay numbers.
          case Number number -> number.toString();
          default -> harmless(value.toString());
        };
    return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  /** Spreadsheets take what starts like this for a formula (OWASP, CSV injection). */
  private static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
