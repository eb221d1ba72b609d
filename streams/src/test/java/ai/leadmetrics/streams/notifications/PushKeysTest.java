package ai.leadmetrics.streams.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.junit.jupiter.api.Test;

class PushKeysTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  @Test
  void showsAServiceWhoWeAreForItAloneAndForLessThanADay() throws Exception {
    var key = new ECKeyGenerator(Curve.P_256).generate();
    var keys = new PushKeys(key);

    var header =
        keys.authorization(
            URI.create("https://push.example:8443/send/1?a=b"), "mailto:ops@example.org", NOW);

    assertThat(header).startsWith("vapid t=").endsWith(", k=" + keys.publicKey());
    var token = SignedJWT.parse(header.substring(8, header.indexOf(',')));
    assertThat(token.verify(new ECDSAVerifier(key.toPublicJWK()))).isTrue();
    var claims = token.getJWTClaimsSet();
    assertThat(claims.getAudience()).containsExactly("https://push.example:8443");
    assertThat(claims.getSubject()).isEqualTo("mailto:ops@example.org");
    assertThat(claims.getExpirationTime())
        .isBetween(Date.from(NOW), Date.from(NOW.plus(Duration.ofHours(24))));
    var point = Base64.getUrlDecoder().decode(keys.publicKey());
    assertThat(point).hasSize(65).startsWith(4);
  }
}
