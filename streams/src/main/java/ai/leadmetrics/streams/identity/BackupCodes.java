package ai.leadmetrics.streams.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Codes on paper for the day the phone is lost. At 80 bits each they cannot be guessed from their
 * hashes, so a plain hash does.
 */
final class BackupCodes {
  static final int COUNT = 10;

  private static final int BYTES = 10;
  private static final SecureRandom RANDOM = new SecureRandom();

  private BackupCodes() {}

  /** Ten codes of the form {@code ABCD-EFGH-IJKL-MNOP}. */
  static List<String> fresh() {
    return IntStream.range(0, COUNT).mapToObj(_ -> code()).toList();
  }

  private static String code() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return String.join("-", Base32.encode(bytes).split("(?<=\\G.{4})"));
  }

  /** The same however the code is written: case, spaces and dashes do not matter. */
  static byte[] hash(String user, String code) {
    var plain = code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest((user + ':' + plain).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
