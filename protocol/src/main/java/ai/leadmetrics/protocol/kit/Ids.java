package ai.leadmetrics.protocol.kit;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Makes ids: time-ordered ones (UUIDv7) and ones derived from others (SHA-256, cut to 128 bits).
 */
public final class Ids {
  private static final TimeBasedEpochGenerator V7 = Generators.timeBasedEpochGenerator();
  private static final HexFormat HEX = HexFormat.of();

  private Ids() {}

  /** A new id, for example {@code conv_0199f6…}; later ids sort after earlier ones. */
  public static String next(Kind kind) {
    var id = V7.generate();
    return kind.prefix()
        + HEX.toHexDigits(id.getMostSignificantBits())
        + HEX.toHexDigits(id.getLeastSignificantBits());
  }

  /** The id that anybody who knows the same parts computes. */
  public static String derived(Kind kind, String... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return kind.prefix() + HEX.formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
