package ai.leadmetrics.entities.kit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The last command ids an entity acted on, as 64-bit digests, oldest first. With {@value #LIMIT}
 * remembered, two different ids are taken for one another about once in 10^16 commands.
 */
public final class RecentIds {
  static final int LIMIT = 512;
  public static final RecentIds NONE = new RecentIds(new long[0]);

  private final long[] digests;

  private RecentIds(long[] digests) {
    this.digests = digests;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static RecentIds of(byte[] packed) {
    var digests = new long[packed.length / Long.BYTES];
    ByteBuffer.wrap(packed).asLongBuffer().get(digests);
    return new RecentIds(digests);
  }

  @JsonValue
  byte[] packed() {
    var bytes = ByteBuffer.allocate(digests.length * Long.BYTES);
    bytes.asLongBuffer().put(digests);
    return bytes.array();
  }

  /** Whether {@code id} is among the remembered. */
  public boolean contains(String id) {
    long digest = digest(id);
    for (int i = digests.length - 1; i >= 0; i--) {
      if (digests[i] == digest) {
        return true;
      }
    }
    return false;
  }

  /** These and {@code id}; the oldest is forgotten when there are too many. */
  public RecentIds with(String id) {
    long digest = digest(id);
    int length = digests.length;
    // The events of one command follow each other: remember its id once.
    if (length > 0 && digests[length - 1] == digest) {
      return this;
    }
    var next =
        length < LIMIT
            ? Arrays.copyOf(digests, length + 1)
            : Arrays.copyOfRange(digests, 1, LIMIT + 1);
    next[next.length - 1] = digest;
    return new RecentIds(next);
  }

  public int size() {
    return digests.length;
  }

  private static long digest(String id) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(sha.digest(id.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
