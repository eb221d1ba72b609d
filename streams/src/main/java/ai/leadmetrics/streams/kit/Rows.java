package ai.leadmetrics.streams.kit;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes many rows by one statement that takes one array per column. */
public final class Rows {
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /** Not one of a backslash that is escaped itself. */
  private static final Pattern ESCAPED_NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

  private Rows() {}

  /**
   * Runs a statement that reads from {@code :rows}.
   *
   * @param sql for example {@code insert into t (a, b) select * from :rows as r (a, b)}
   * @param types PostgreSQL types of the columns
   * @param rows one array of values per row: strings, enums, instants, numbers, booleans or null
   */
  public static int write(
      Handle handle, String sql, List<String> types, List<@Nullable Object[]> rows) {
    if (rows.isEmpty()) {
      return 0;
    }
    var parameters = types.stream().map(t -> "?::" + t + "[]").collect(Collectors.joining(", "));
    var connection = handle.getConnection();
    try (var statement =
        connection.prepareStatement(sql.replace(":rows", "unnest(" + parameters + ")"))) {
      for (int column = 0; column < types.size(); column++) {
        int index = column;
        boolean json = types.get(column).equals("jsonb");
        var values = rows.stream().map(row -> value(row[index], json)).toArray();
        statement.setArray(column + 1, connection.createArrayOf(types.get(column), values));
      }
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(Arrays.toString(sql.strip().split("\n", 2)), e);
    }
  }

  private static @Nullable Object value(@Nullable Object value, boolean json) {
    return switch (value) {
      case null -> null;
      // Events are kept as they came; what PostgreSQL cannot store must not stop a view for ever.
      case String text when json -> ESCAPED_NUL.matcher(Texts.clean(text)).replaceAll("$1");
      case String text -> Texts.clean(text);
      case Instant instant -> clamp(instant).toString();
      case Enum<?> constant -> constant.name();
      case Number number -> number;
      case Boolean bool -> bool;
      default -> throw new IllegalArgumentException("cannot bind " + value.getClass());
    };
  }

  private static Instant clamp(Instant instant) {
    return instant.isBefore(EARLIEST) ? EARLIEST : instant.isAfter(LATEST) ? LATEST : instant;
  }
}
