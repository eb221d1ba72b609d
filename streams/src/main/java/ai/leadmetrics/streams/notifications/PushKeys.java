package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.StoredSecrets;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/** Who we are to push services (RFC 8292): a key pair of the platform's, the same on every node. */
record PushKeys(ECKey key) {
  private static final String ID = "push";

  /** Services refuse more than a day. */
  private static final Duration LIFE = Duration.ofHours(12);

  /** Those of the database, which the first node to ask creates. Blocks. */
  static PushKeys of(Platform platform) {
    try {
      var fresh = new ECKeyGenerator(Curve.P_256).generate().toJSONString();
      return new PushKeys(ECKey.parse(StoredSecrets.of(platform, ID, fresh)));
    } catch (JOSEException | ParseException e) {
      throw new IllegalStateException("no key for push services", e);
    }
  }

  /** What browsers are given when they subscribe: then nobody else can send to them. */
  String publicKey() {
    var point = new ByteArrayOutputStream(65);
    point.write(4);
    point.writeBytes(key.getX().decode());
    point.writeBytes(key.getY().decode());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(point.toByteArray());
  }

  /** The Authorization header for one service. */
  String authorization(URI endpoint, String contact, Instant now) {
    var claims =
        new JWTClaimsSet.Builder()
            .audience(endpoint.getScheme() + "://" + endpoint.getAuthority())
            .expirationTime(Date.from(now.plus(LIFE)))
            .subject(contact)
            .build();
    try {
      var token = new SignedJWT(new JWSHeader(JWSAlgorithm.ES256), claims);
      token.sign(new ECDSASigner(key));
      return "vapid t=" + token.serialize() + ", k=" + publicKey();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "keys for push services";
  }
}
