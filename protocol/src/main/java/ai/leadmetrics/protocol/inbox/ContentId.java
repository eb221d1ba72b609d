package ai.leadmetrics.protocol.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id of a message from a source that gives none: what it says, and when it came. The same
 * content again within {@link #REPETITION} is a double click, also across a full hour.
 *
 * @param hash of the person and the content, in hexadecimal digits
 */
public record ContentId(String hash, Instant at) {
  /** After which people may say the same again. */
  public static final Duration REPETITION = Duration.ofHours(1);

  private static final Pattern FORMAT = Pattern.compile("content:([0-9a-f]{32}):(\\d{1,15})");

  /** As it is kept; other ids never look like it by chance. */
  public String value() {
    return "content:" + hash + ':' + at.toEpochMilli();
  }

  /** Absent where {@code id} is not one of these. */
  public static @Nullable ContentId parse(String id) {
    var parts = FORMAT.matcher(id);
    return parts.matches()
        ? new ContentId(parts.group(1), Instant.ofEpochMilli(Long.parseLong(parts.group(2))))
        : null;
  }

  /** Whether one of them repeats the other; they may come in any order. */
  public boolean repeats(ContentId other) {
    return hash.equals(other.hash)
        && Duration.between(at, other.at).abs().compareTo(REPETITION) < 0;
  }
}
