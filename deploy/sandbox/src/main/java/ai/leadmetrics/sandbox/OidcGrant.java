package ai.leadmetrics.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What a code stands for: who was chosen, for which request.
 *
 * @param challenge of PKCE; empty where the client sent none
 */
record OidcGrant(
    String issuer,
    String clientId,
    String redirect,
    String nonce,
    String challenge,
    String email,
    String name,
    boolean verified,
    Lie lie) {
  private static final Duration LIFE = Duration.ofHours(1);

  /** What may be wrong with a token. */
  enum Lie {
    NONE,
    NONCE,
    ISSUER,
    AUDIENCE,
    EXPIRED,
    UNSIGNED,
    FOREIGN_KEY;

    static Lie of(String wire) {
      try {
        return wire.isEmpty() ? NONE : valueOf(wire.toUpperCase(Locale.ROOT).replace('-', '_'));
      } catch (IllegalArgumentException _) {
        throw Refusal.of(
            400, "lie must be nonce, issuer, audience, expired, unsigned, foreign-key");
      }
    }
  }

  /** Whether the verifier is the one the code was asked for with. */
  boolean matches(String verifier) {
    return challenge.isEmpty()
        || challenge.equals(
            Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(verifier)));
  }

  String token(OidcKey key, OidcKey foreign) {
    return switch (lie) {
      case UNSIGNED -> OidcKey.unsigned(claims());
      case FOREIGN_KEY -> foreign.sign(claims());
      case NONE, NONCE, ISSUER, AUDIENCE, EXPIRED -> key.sign(claims());
    };
  }

  private ObjectNode claims() {
    var now = Instant.now();
    var expires = lie == Lie.EXPIRED ? now.minus(LIFE) : now.plus(LIFE);
    var claims =
        Json.object()
            .put("iss", lie == Lie.ISSUER ? issuer + "/other" : issuer)
            .put("aud", lie == Lie.AUDIENCE ? "somebody-else" : clientId)
            .put("sub", subject())
            .put("iat", now.minus(LIFE.multipliedBy(lie == Lie.EXPIRED ? 2 : 0)).getEpochSecond())
            .put("exp", expires.getEpochSecond())
            .put("email", email)
            .put("email_verified", verified)
            .put("xms_edov", verified)
            .put("name", name);
    if (!nonce.isEmpty()) {
      claims.put("nonce", lie == Lie.NONCE ? nonce + "x" : nonce);
    }
    return claims;
  }

  /** The same person is the same subject each time, and another one at another issuer. */
  private String subject() {
    return HexFormat.of().formatHex(sha256(issuer + ' ' + email.toLowerCase(Locale.ROOT)), 0, 12);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
