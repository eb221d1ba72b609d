package ai.leadmetrics.streams.kit;

import ai.leadmetrics.streams.kit.Verdict.Refused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signature schemes that several providers share. Comparisons take the same time whatever differs.
 */
public final class Signatures {
  private static final String PREFIX = "sha256=";
  private static final int HEX_LENGTH = 64;

  private Signatures() {}

  /** {@code sha256=} and the hex HMAC-SHA256 of the bytes, as Meta and our own forms send it. */
  public static Verdict sha256Hex(
      @Nullable String secret, String header, @Nullable String value, byte[] raw) {
    if (secret == null || secret.isEmpty()) {
      return new Refused(
          401, "signature_unverifiable", "The channel has no signing secret; set one first.");
    }
    if (value == null || value.isBlank()) {
      return new Refused(401, "signature_missing", "Sign the body and send it as " + header + ".");
    }
    return matches(secret, value.strip(), raw)
        ? Verdict.VERIFIED
        : new Refused(401, Verdict.SIGNATURE_WRONG, header + " does not match the body.");
  }

  /** The header value that {@link #sha256Hex} accepts. */
  public static String sign(String secret, byte[] raw) {
    return PREFIX + HexFormat.of().formatHex(hmac(secret, raw));
  }

  /** Lower-case hex HMAC-SHA256 of a text, as payment gateways sign. */
  public static String hex(String secret, byte[] raw) {
    return HexFormat.of().formatHex(hmac(secret, raw));
  }

  /** Whether {@code value} is the hex HMAC-SHA256 of the bytes; never throws. */
  public static boolean matchesHex(String secret, String value, byte[] raw) {
    return matches(secret, PREFIX + value, raw);
  }

  /** Whether two secrets are the same. */
  public static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean matches(String secret, String value, byte[] raw) {
    if (value.length() != PREFIX.length() + HEX_LENGTH || !value.startsWith(PREFIX)) {
      return false;
    }
    try {
      var given = HexFormat.of().parseHex(value, PREFIX.length(), value.length());
      return MessageDigest.isEqual(hmac(secret, raw), given);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static byte[] hmac(String secret, byte[] raw) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(raw);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
