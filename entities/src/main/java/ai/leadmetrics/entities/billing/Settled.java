package ai.leadmetrics.entities.billing;

import ai.leadmetrics.protocol.billing.EntryId;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Entries that have ended, the latest {@code limit} of them by the time in their ids. When one is
 * forgotten its time becomes the horizon, and an unknown entry from before the horizon is refused:
 * so whatever was acted on is either remembered or recognised as too old, and never acted on twice.
 */
public final class Settled {
  /** What became of a reservation; units that were used are not negative. */
  static final long RELEASED = -1;

  static final long EXPIRED = -2;

  private static final int WIDTH = 4;
  private static final int MADE = 0;
  private static final int ID = 1;
  private static final int CONTENT = 2;
  private static final int OUTCOME = 3;
  private static final int ID_DIGITS = 16;

  private final int limit;
  private final long horizon;

  /** {@value #WIDTH} numbers each, by time. */
  private final long[] entries;

  private Settled(int limit, long horizon, long[] entries) {
    this.limit = limit;
    this.horizon = horizon;
    this.entries = entries;
  }

  static Settled upTo(int limit) {
    return new Settled(limit, -1, new long[0]);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Settled of(byte[] packed) {
    var numbers = ByteBuffer.wrap(packed).asLongBuffer();
    int limit = Math.toIntExact(numbers.get());
    long horizon = numbers.get();
    var entries = new long[numbers.remaining()];
    numbers.get(entries);
    return new Settled(limit, horizon, entries);
  }

  @JsonValue
  byte[] packed() {
    var bytes = ByteBuffer.allocate((entries.length + 2) * Long.BYTES);
    bytes.asLongBuffer().put(limit).put(horizon).put(entries);
    return bytes.array();
  }

  /** A digest of what an entry says, to tell a repetition from a conflict. */
  static long content(String... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return ByteBuffer.wrap(digest.digest()).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where the entry stands; for {@link #contentAt} and {@link #outcomeAt}. */
  OptionalInt find(EntryId entry) {
    long made = entry.made();
    long id = id(entry);
    for (int i = entries.length - WIDTH; i >= 0 && entries[i + MADE] >= made; i -= WIDTH) {
      if (entries[i + MADE] == made && entries[i + ID] == id) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  boolean contains(EntryId entry) {
    return find(entry).isPresent();
  }

  long contentAt(int place) {
    return entries[place + CONTENT];
  }

  long outcomeAt(int place) {
    return entries[place + OUTCOME];
  }

  /** Whether an entry that is not remembered may have been, and been forgotten. */
  boolean mayHaveForgotten(EntryId entry) {
    return entry.made() <= horizon;
  }

  /** These and {@code entry}; the oldest is forgotten when there are too many. */
  Settled with(EntryId entry, long content, long outcome) {
    long made = entry.made();
    int at = entries.length;
    while (at > 0 && entries[at - WIDTH + MADE] > made) {
      at -= WIDTH;
    }
    var next = new long[entries.length + WIDTH];
    System.arraycopy(entries, 0, next, 0, at);
    next[at + MADE] = made;
    next[at + ID] = id(entry);
    next[at + CONTENT] = content;
    next[at + OUTCOME] = outcome;
    System.arraycopy(entries, at, next, at + WIDTH, entries.length - at);
    return next.length / WIDTH <= limit
        ? new Settled(limit, horizon, next)
        : new Settled(
            limit, Math.max(horizon, next[MADE]), Arrays.copyOfRange(next, WIDTH, next.length));
  }

  int size() {
    return entries.length / WIDTH;
  }

  private static long id(EntryId entry) {
    var text = entry.value();
    return Long.parseUnsignedLong(text, text.length() - ID_DIGITS, text.length(), 16);
  }
}
