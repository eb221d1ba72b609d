package ai.leadmetrics.streams.identity;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/** Codes of authenticator apps (RFC 6238): six digits, SHA-1, 30 seconds, as every app takes. */
final class Totp {
  /** As long as the hash, as RFC 4226 recommends. */
  private static final int SEED_BYTES = 20;

  /** Clocks of phones and the time it takes to type: one step to either side. */
  private static final int DRIFT = 1;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();

  /** What an app and we know. */
  static final class Seed {
    private final byte[] bytes;

    Seed(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    static Seed next() {
      var bytes = new byte[SEED_BYTES];
      RANDOM.nextBytes(bytes);
      return new Seed(bytes);
    }

    byte[] bytes() {
      return bytes.clone();
    }

    /** For those who type it. */
    String text() {
      return Base32.encode(bytes);
    }
  }

  /**
   * The step the code is of; empty where it is wrong, too old, or not newer than one that was taken
   * already.
   */
  OptionalLong accept(Seed seed, String code, Instant at, long lastStep) {
    var given = code.replace(" ", "").getBytes(StandardCharsets.UTF_8);
    long now = at.getEpochSecond() / codes.getTimeStep().toSeconds();
    var found = OptionalLong.empty();
    for (long step = now - DRIFT; step <= now + DRIFT; step++) {
      var expected = code(seed, step).getBytes(StandardCharsets.UTF_8);
      if (MessageDigest.isEqual(expected, given) && step > lastStep) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  String code(Seed seed, long step) {
    try {
      return codes.generateOneTimePasswordString(
          new SecretKeySpec(seed.bytes, codes.getAlgorithm()),
          Instant.ofEpochSecond(step * codes.getTimeStep().toSeconds()),
          Locale.ROOT);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What authenticator apps read from the picture. */
  static String uri(Seed seed, String issuer, String account) {
    return "otpauth://totp/"
        + encoded(issuer + ":" + account)
        + "?secret="
        + seed.text()
        + "&issuer="
        + encoded(issuer);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
