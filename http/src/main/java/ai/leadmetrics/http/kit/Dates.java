package ai.leadmetrics.http.kit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;

/**
 * Days and instants of requests, in ISO 8601: none that could not be kept, or reckoned with, such
 * as those of the year 999,999,999.
 */
final class Dates {
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 9998;

  private Dates() {}

  static SimpleModule module() {
    return new SimpleModule("dates")
        .addDeserializer(LocalDate.class, new Within<>(LocalDate.class, LocalDate::parse, d -> d))
        .addDeserializer(
            Instant.class,
            new Within<>(
                Instant.class, Instant::parse, at -> LocalDate.ofInstant(at, ZoneOffset.UTC)));
  }

  private static final class Within<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient Function<String, T> read;
    private final transient Function<T, LocalDate> day;

    Within(Class<T> type, Function<String, T> read, Function<T, LocalDate> day) {
      super(type);
      this.read = read;
      this.day = day;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
      var text = json.getText();
      try {
        var value = read.apply(text);
        int year = day.apply(value).getYear();
        if (year >= FIRST_YEAR && year <= LAST_YEAR) {
          return value;
        }
      } catch (DateTimeException _) {
        // Answered as what is out of range is.
      }
      throw context.weirdStringException(text, handledType(), "not a date of our time");
    }
  }
}
