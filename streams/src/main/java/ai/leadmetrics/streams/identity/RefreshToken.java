package ai.leadmetrics.streams.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Secrets that people carry and we keep the hashes of. They are random: a plain hash will do. */
record RefreshToken(String family, String secret) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern TEXT = Pattern.compile("(sess_[0-9a-f]{32})\\.([A-Za-z0-9_-]{43})");

  static RefreshToken next(String family) {
    return new RefreshToken(family, random());
  }

  /** Empty for anything that was never issued by us. */
  static Optional<RefreshToken> parse(String text) {
    var matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new RefreshToken(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** 256 random bits. */
  static String random() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] hash() {
    return hash(secret);
  }

  /** As it stands in the cookie. */
  String text() {
    return family + '.' + secret;
  }

  @Override
  public String toString() {
    return "refresh token of " + family;
  }
}
