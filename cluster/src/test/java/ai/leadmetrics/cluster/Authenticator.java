package ai.leadmetrics.cluster;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The app on somebody's phone (RFC 6238), which shares no code with the product. */
public final class Authenticator {
  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final long STEP_SECONDS = 30;

  private final SecretKeySpec key;

  /**
   * @param secret as it is typed
   */
  public Authenticator(String secret) {
    this.key = new SecretKeySpec(decoded(secret), "HmacSHA1");
  }

  /** What it shows now. */
  public String code() {
    return at(Instant.now());
  }

  /** What it will show next, which is good already for a clock that is behind. */
  public String next() {
    return at(Instant.now().plusSeconds(STEP_SECONDS));
  }

  /** A code that is not good, and was not for a while. */
  public String wrong() {
    return at(Instant.now().minusSeconds(86_400));
  }

  private String at(Instant time) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(key);
      long step = time.getEpochSecond() / STEP_SECONDS;
      var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      int offset = hash[hash.length - 1] & 15;
      int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] decoded(String secret) {
    var bytes = new ByteArrayOutputStream();
    int bits = 0;
    int held = 0;
    for (char digit : secret.toCharArray()) {
      held = held << 5 | DIGITS.indexOf(digit);
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(held >> bits);
        held &= (1 << bits) - 1;
      }
    }
    return bytes.toByteArray();
  }
}
