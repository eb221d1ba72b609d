package ai.leadmetrics.cluster;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.io.ByteArrayOutputStream;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;

/** The app on somebody's phone. */
public final class Authenticator {
  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
  private final SecretKeySpec key;

  /**
   * @param secret as it is typed
   */
  public Authenticator(String secret) {
    this.key = new SecretKeySpec(decoded(secret), codes.getAlgorithm());
  }

  /** What it shows now. */
  public String code() {
    return at(Instant.now());
  }

  /** What it will show next, which is good already for a clock that is behind. */
  public String next() {
    return at(Instant.now().plus(codes.getTimeStep()));
  }

  /** A code that is not good, and was not for a while. */
  public String wrong() {
    return at(Instant.now().minusSeconds(86_400));
  }

  private String at(Instant time) {
    try {
      return codes.generateOneTimePasswordString(key, time, Locale.ROOT);
    } catch (InvalidKeyException e) {
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
