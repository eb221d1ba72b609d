package ai.leadmetrics.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/** A key of an issuer, and the tokens it signs (RS256). */
final class OidcKey {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final int BITS = 2048;

  private final String id;
  private final KeyPair pair;

  OidcKey(String id) {
    this.id = id;
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public half, as issuers publish it. */
  ObjectNode published() {
    var key = (RSAPublicKey) pair.getPublic();
    return Json.object()
        .put("kty", "RSA")
        .put("use", "sig")
        .put("alg", "RS256")
        .put("kid", id)
        .put("n", number(key.getModulus()))
        .put("e", number(key.getPublicExponent()));
  }

  String sign(ObjectNode claims) {
    var content = part(Json.object().put("alg", "RS256").put("kid", id)) + "." + part(claims);
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.getPrivate());
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token that says it needs no signature. */
  static String unsigned(ObjectNode claims) {
    return part(Json.object().put("alg", "none")) + "." + part(claims) + ".";
  }

  private static String part(ObjectNode node) {
    return BASE64.encodeToString(Json.plain(node));
  }

  /** Without the zero that a sign would need. */
  private static String number(BigInteger number) {
    var bytes = number.toByteArray();
    int start = bytes[0] == 0 ? 1 : 0;
    return BASE64.encodeToString(Arrays.copyOfRange(bytes, start, bytes.length));
  }
}
