package ai.leadmetrics.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The {@code X-Hub-Signature-256} header over a webhook's raw bytes. */
final class Signature {
  private Signature() {}

  static String of(String appSecret, byte[] body) {
    return "sha256=" + hex(appSecret, body);
  }

  /** Lower-case hex HMAC-SHA256, as Razorpay signs. */
  static String hex(String secret, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }
}
