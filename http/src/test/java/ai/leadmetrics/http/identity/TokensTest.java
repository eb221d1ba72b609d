package ai.leadmetrics.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.http.kit.Session;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.streams.identity.SigningKeyStore.Key;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTest {
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER =
      "abcdef0123456789abcdef0123456789".getBytes(StandardCharsets.UTF_8);
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration LIFE = Duration.ofMinutes(15);

  private final Tokens tokens = at(KEY, NOW);

  private static Tokens.Issued access(Tokens tokens) {
    return tokens.access("sess_1", "user_1");
  }

  @Test
  void whatWasIssuedIsRead() {
    var issued = access(tokens);
    var proof = tokens.readAccess(issued.token()).orElseThrow();
    assertThat(proof.family()).isEqualTo("sess_1");
    assertThat(proof.user()).isEqualTo("user_1");
    assertThat(proof.id()).startsWith("tokn_");
    assertThat(proof.expiresAt()).isEqualTo(issued.expiresAt()).isEqualTo(NOW.plus(LIFE));
    assertThat(access(tokens).token()).isNotEqualTo(issued.token());
  }

  @Test
  void saysNothingOfNamesOrRights() throws Exception {
    var claims = SignedJWT.parse(access(tokens).token()).getJWTClaimsSet().getClaims();
    assertThat(claims).containsOnlyKeys("iss", "aud", "sub", "jti", "iat", "exp", "fam");
    assertThat(access(tokens).toString()).doesNotContain("ey");
  }

  @Test
  void anotherKeyIsRefused() {
    assertThat(tokens.readAccess(access(at(OTHER, NOW)).token())).isEmpty();
  }

  @Test
  void noAlgorithmIsRefused() throws Exception {
    var token = access(tokens).token();
    var claims = SignedJWT.parse(token).getJWTClaimsSet();
    assertThat(tokens.readAccess(new PlainJWT(claims).serialize())).isEmpty();
    var header =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
    var body = token.substring(token.indexOf('.'));
    assertThat(tokens.readAccess(header + body)).isEmpty();
    assertThat(tokens.readAccess(header + body.substring(0, body.lastIndexOf('.') + 1))).isEmpty();
  }

  @Test
  void anotherAlgorithmIsRefused() throws Exception {
    var claims = SignedJWT.parse(access(tokens).token()).getJWTClaimsSet();
    var key = "x".repeat(64).getBytes(StandardCharsets.UTF_8);
    var jwt =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS512).keyID("tokens").build(), claims);
    jwt.sign(new MACSigner(key));
    assertThat(at(key, NOW).readAccess(jwt.serialize())).isEmpty();
  }

  @Test
  void expiredIsRefused() {
    var token = access(tokens).token();
    assertThat(at(KEY, NOW.plus(LIFE).minusSeconds(1)).readAccess(token)).isPresent();
    assertThat(at(KEY, NOW.plus(LIFE).plusSeconds(1)).readAccess(token)).isEmpty();
  }

  @Test
  void tamperedIsRefused() {
    var parts = access(tokens).token().split("\\.");
    var other = tokens.access("sess_2", "user_9").token();
    assertThat(tokens.readAccess(parts[0] + '.' + other.split("\\.")[1] + '.' + parts[2]))
        .isEmpty();
    assertThat(tokens.readAccess("")).isEmpty();
    assertThat(tokens.readAccess("a.b.c")).isEmpty();
  }

  @Test
  void missingClaimsAreRefused() throws Exception {
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("tokens").build(),
            new JWTClaimsSet.Builder().issuer("leadmetrics").audience("api").build());
    jwt.sign(new MACSigner(KEY));
    assertThat(tokens.readAccess(jwt.serialize())).isEmpty();
  }

  @Test
  void noKindIsTakenForAnother() {
    var session =
        new Session("tokn_1", "sess_1", "user_1", "Asha", Role.AGENT, null, true, null, NOW);
    var access = access(tokens).token();
    var ticket = tokens.ticket(session).token();
    var challenge = tokens.challenge("user_1", "password").token();
    assertThat(tokens.readAccess(ticket)).isEmpty();
    assertThat(tokens.readAccess(challenge)).isEmpty();
    assertThat(tokens.readTicket(access)).isEmpty();
    assertThat(tokens.readTicket(challenge)).isEmpty();
    assertThat(tokens.readChallenge(access)).isEmpty();
    assertThat(tokens.readChallenge(ticket)).isEmpty();
    assertThat(tokens.readTicket(ticket).orElseThrow().family()).isEqualTo("sess_1");
    assertThat(at(KEY, NOW.plusSeconds(31)).readTicket(ticket)).isEmpty();
    assertThat(tokens.readChallenge(challenge).orElseThrow().method()).isEqualTo("password");
    assertThat(at(KEY, NOW.plusSeconds(301)).readChallenge(challenge)).isEmpty();
  }

  @Test
  void afterARotationOldTokensAreReadUntilTheirKeyIsRetired() {
    var old = Key.of("tokens", KEY, NOW);
    var fresh = Key.of("tokens:1", OTHER, NOW);
    var before = access(tokens).token();
    assertThat(of(List.of(fresh, old), NOW).readAccess(before)).isPresent();
    assertThat(of(List.of(fresh), NOW).readAccess(before)).isEmpty();
    var after = access(of(List.of(fresh, old), NOW)).token();
    assertThat(of(List.of(old, fresh), NOW).readAccess(after)).as("not signing yet").isPresent();
    assertThat(tokens.readAccess(after)).as("another key").isEmpty();
  }

  /** A token is checked against the key that it names, and against no other. */
  @Test
  void aTokenWithoutTheNameOfItsKeyIsRefused() throws Exception {
    var claims = SignedJWT.parse(access(tokens).token()).getJWTClaimsSet();
    var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    jwt.sign(new MACSigner(KEY));
    assertThat(tokens.readAccess(jwt.serialize())).isEmpty();
  }

  private static Tokens at(byte[] key, Instant now) {
    return of(List.of(Key.of("tokens", key, NOW)), now);
  }

  private static Tokens of(List<Key> keys, Instant now) {
    return new Tokens(() -> keys, LIFE, Duration.ofSeconds(30), Clock.fixed(now, ZoneOffset.UTC));
  }
}
