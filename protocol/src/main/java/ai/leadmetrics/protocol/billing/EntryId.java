package ai.leadmetrics.protocol.billing;

import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A caller's name for one entry of a ledger: {@code entr_}, 12 hex digits of milliseconds since
 * 1970, 20 more. The time is part of the name, so that a ledger which has forgotten an entry can
 * still tell that it is too old to be a new one.
 */
public record EntryId(@JsonValue String value) {
  private static final Pattern SHAPE = Pattern.compile("entr_[0-9a-f]{32}");
  private static final int TIME_DIGITS = 12;
  private static final HexFormat HEX = HexFormat.of();

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public EntryId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not an entry id: " + value);
    }
  }

  /** A new one, made now. */
  public static EntryId next() {
    return new EntryId(Ids.next(Kind.ENTRY));
  }

  /**
   * The id that anybody who knows the same parts computes.
   *
   * @param made when its cause came about, the same for everybody who asks: the time of the
   *     payment, of the request for a reply; never the time of asking
   */
  public static EntryId of(Instant made, String... parts) {
    var hash = Ids.derived(Kind.ENTRY, parts).substring(Kind.ENTRY.prefix().length());
    return new EntryId(
        Kind.ENTRY.prefix()
            + HEX.toHexDigits(made.toEpochMilli(), TIME_DIGITS)
            + hash.substring(TIME_DIGITS));
  }

  /** When its cause came about, in milliseconds since 1970. */
  public long made() {
    int from = Kind.ENTRY.prefix().length();
    return Long.parseLong(value, from, from + TIME_DIGITS, 16);
  }

  @Override
  public String toString() {
    return value;
  }
}
