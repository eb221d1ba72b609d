package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.kit.InvalidValueException;
import ai.leadmetrics.protocol.kit.Page;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list ended, for lists sorted by time, newest first, then id. Opaque to clients,
 * so that it may change.
 *
 * @param key what the list is sorted by: microseconds since 1970, or another number
 * @param id breaks ties
 */
public record Cursor(long key, String id) {
  /** Before the first row: later than any time that is stored. */
  public static final Cursor FIRST = new Cursor(253_402_300_800_000_000L, "");

  /** The first year of PostgreSQL's timestamps, 4713 BC. */
  private static final long EARLIEST = -210_000_000_000_000_000L;

  /** What bytes that are no UTF-8 are decoded to. */
  private static final int REPLACEMENT = 0xfffd;

  /** The largest page. */
  private static final int MAX_LIMIT = 200;

  /**
   * @throws InvalidValueException when it is not one of ours
   */
  public static Cursor parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return FIRST;
    }
    try {
      var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int dot = plain.indexOf('.');
      return checked(new Cursor(Long.parseLong(plain, 0, dot, 10), plain.substring(dot + 1)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new InvalidValueException("cursor", "is not a cursor of this list");
    }
  }

  /**
   * What Base64 can carry and PostgreSQL refuses: control characters, bytes that are no text,
   * years.
   */
  private static Cursor checked(Cursor cursor) {
    boolean known =
        cursor.key >= EARLIEST
            && cursor.key <= FIRST.key
            && cursor.id.codePoints().noneMatch(c -> Character.isISOControl(c) || c == REPLACEMENT);
    if (!known) {
      throw new IllegalArgumentException("out of range");
    }
    return cursor;
  }

  public static Cursor of(Instant at, String id) {
    return new Cursor(ChronoUnit.MICROS.between(Instant.EPOCH, at), id);
  }

  /** The key as what PostgreSQL compares with a timestamptz. */
  public OffsetDateTime at() {
    return Instant.EPOCH.plus(key, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  /** Within what a page may have. */
  public static int limit(int asked) {
    return Math.clamp(asked, 1, MAX_LIMIT);
  }

  /** Makes a page of rows that were asked for with one more than the limit. */
  public static <R, T> Page<T> page(
      List<R> rows, int limit, Function<R, T> item, Function<R, Cursor> cursor) {
    boolean more = rows.size() > limit;
    var shown = more ? rows.subList(0, limit) : rows;
    return new Page<>(
        shown.stream().map(item).toList(), more ? cursor.apply(shown.getLast()).toString() : null);
  }

  @Override
  public String toString() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((key + "." + id).getBytes(StandardCharsets.UTF_8));
  }
}
