package ai.leadmetrics.streams.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class OidcIssuerTest {
  private static final String DIRECTORY = "9188040d-6c67-4c5b-b112-36a304b66dad";
  private static final String MICROSOFT = "https://login.microsoftonline.com/";
  private static final Nonce NONCE = new Nonce("n-1");

  private final RSAKey key = key();
  private final OidcProvider provider =
      new OidcProvider(
          "microsoft",
          "Microsoft",
          URI.create(MICROSOFT + "common/v2.0"),
          "client",
          "a-client-secret-that-is-long-enough-for-hs256",
          List.of("openid"),
          true,
          true,
          "xms_edov");
  private final OidcIssuer issuer =
      new OidcIssuer(
          provider,
          MICROSOFT + "{tenantid}/v2.0",
          URI.create(MICROSOFT + "authorize"),
          URI.create(MICROSOFT + "token"),
          new JWKSet(key.toPublicJWK()));

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("k1").generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void takesNamesAndAddressesAsSignUpsDo() throws com.nimbusds.oauth2.sdk.ParseException {
    var odd = claims(DIRECTORY).subject("s").audience("client").claim("xms_edov", true);
    odd.claim("email", "asha@example.com\r\nBcc: all@example.com").claim("name", "A\0".repeat(200));
    var person = SocialStore.person(provider, new IDTokenClaimsSet(odd.build()));
    assertThat(person.email()).isNull();
    assertThat(person.name()).hasSize(100).startsWith("A A");

    var good = odd.claim("email", "asha@example.com").claim("name", " Asha ").build();
    assertThat(SocialStore.person(provider, new IDTokenClaimsSet(good)))
        .extracting(SocialStore.Person::email, SocialStore.Person::name)
        .containsExactly("asha@example.com", "Asha");
  }

  private static JWTClaimsSet.Builder claims(String directory) {
    return new JWTClaimsSet.Builder()
        .issuer(MICROSOFT + directory + "/v2.0")
        .audience("client")
        .subject("s1")
        .claim("tid", directory)
        .claim("nonce", NONCE.getValue())
        .issueTime(new Date())
        .expirationTime(Date.from(Instant.now().plusSeconds(600)));
  }

  private static SignedJWT signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer) {
    var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID("k1").build(), claims);
    try {
      token.sign(signer);
      return token;
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private SignedJWT signed(JWTClaimsSet claims) {
    try {
      return signed(claims, JWSAlgorithm.RS256, new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void takesTokensOfTheDirectoryTheyName() {
    assertThat(issuer.check(signed(claims(DIRECTORY).build()), NONCE).getSubject().getValue())
        .isEqualTo("s1");
  }

  @Test
  void takesNoTokenThatNamesAnotherDirectoryThanItsIssuer() {
    var other = claims(DIRECTORY).claim("tid", DIRECTORY.replace('9', '8')).build();
    var none = claims(DIRECTORY).claim("tid", "common/../x").build();

    refuses(signed(other));
    refuses(signed(none));
  }

  @Test
  void takesNoSignatureThatOthersCanMake() throws JOSEException {
    var claims = claims(DIRECTORY).build();
    refuses(new PlainJWT(claims));
    refuses(signed(claims, JWSAlgorithm.HS256, new MACSigner(provider.clientSecret())));
    refuses(
        signed(claims, JWSAlgorithm.RS256, new RSASSASigner(new RSAKeyGenerator(2048).generate())));
  }

  @Test
  void wantsTheNonceBackUnlessTheProviderNeverRepeatsIt() {
    var other = signed(claims(DIRECTORY).claim("nonce", "n-2").build());
    var absent = signed(claims(DIRECTORY).claim("nonce", null).build());

    refuses(other);
    refuses(absent);
    assertThat(issuer.check(absent, null).getSubject().getValue()).isEqualTo("s1");
  }

  private void refuses(com.nimbusds.jwt.JWT token) {
    assertThatThrownBy(() -> issuer.check(token, NONCE)).isInstanceOf(OidcException.class);
  }
}
