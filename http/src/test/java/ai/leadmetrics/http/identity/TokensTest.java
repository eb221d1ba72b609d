package ai.leadmetrics.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.identity.UserStore.User;
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
import org.junit.jupiter.api.Test;

class TokensTest {
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER =
      "abcdef0123456789abcdef0123456789".getBytes(StandardCharsets.UTF_8);
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final User USER =
      new User("user_1", new TenantId("acme"), "a@acme.test", "Asha", Role.AGENT);

  private final Tokens tokens = at(KEY, NOW);

  @Test
  void whatWasIssuedIsRead() {
    var issued = tokens.session(USER);
    assertThat(tokens.readSession(issued.token())).contains(issued.session());
    assertThat(issued.session().tenant()).isEqualTo(new TenantId("acme"));
    assertThat(issued.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(12)));
  }

  @Test
  void usersOfThePlatformHaveNoTenant() {
    var admin = new User("user_2", null, "root@x.test", "Root", Role.SUPER_ADMIN);
    assertThat(tokens.readSession(tokens.session(admin).token()).orElseThrow().tenant()).isNull();
  }

  @Test
  void anotherKeyIsRefused() {
    assertThat(tokens.readSession(at(OTHER, NOW).session(USER).token())).isEmpty();
  }

  @Test
  void noAlgorithmIsRefused() throws Exception {
    var claims = SignedJWT.parse(tokens.session(USER).token()).getJWTClaimsSet();
    assertThat(tokens.readSession(new PlainJWT(claims).serialize())).isEmpty();
  }

  @Test
  void anotherAlgorithmIsRefused() throws Exception {
    var claims = SignedJWT.parse(tokens.session(USER).token()).getJWTClaimsSet();
    var key = "x".repeat(64).getBytes(StandardCharsets.UTF_8);
    var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS512), claims);
    jwt.sign(new MACSigner(key));
    assertThat(at(key, NOW).readSession(jwt.serialize())).isEmpty();
  }

  @Test
  void expiredIsRefused() {
    var token = tokens.session(USER).token();
    assertThat(at(KEY, NOW.plus(Duration.ofHours(12).minusSeconds(1))).readSession(token))
        .isPresent();
    assertThat(at(KEY, NOW.plus(Duration.ofHours(12).plusSeconds(1))).readSession(token)).isEmpty();
  }

  @Test
  void tamperedIsRefused() {
    var parts = tokens.session(USER).token().split("\\.");
    var other = tokens.session(new User("user_9", null, "b", "B", Role.SUPER_ADMIN)).token();
    assertThat(tokens.readSession(parts[0] + '.' + other.split("\\.")[1] + '.' + parts[2]))
        .isEmpty();
    assertThat(tokens.readSession("")).isEmpty();
    assertThat(tokens.readSession("a.b.c")).isEmpty();
  }

  @Test
  void missingClaimsAreRefused() throws Exception {
    var jwt =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder().issuer("leadmetrics").audience("api").build());
    jwt.sign(new MACSigner(KEY));
    assertThat(tokens.readSession(jwt.serialize())).isEmpty();
  }

  @Test
  void aTicketIsNoSessionAndASessionNoTicket() {
    var session = tokens.session(USER);
    var ticket = tokens.ticket(session.session());
    assertThat(tokens.readSession(ticket.token())).isEmpty();
    assertThat(tokens.readTicket(session.token())).isEmpty();
    var read = tokens.readTicket(ticket.token()).orElseThrow();
    assertThat(read.session()).isEqualTo(session.session());
    assertThat(read.id()).isNotEqualTo(session.session().id());
    assertThat(at(KEY, NOW.plusSeconds(31)).readTicket(ticket.token())).isEmpty();
  }

  private static Tokens at(byte[] key, Instant now) {
    return new Tokens(
        key, Duration.ofHours(12), Duration.ofSeconds(30), Clock.fixed(now, ZoneOffset.UTC));
  }
}
