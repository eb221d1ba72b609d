package ai.leadmetrics.http.identity;

import ai.leadmetrics.http.kit.Session;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.identity.UserStore.User;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeyLengthException;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/**
 * Signed tokens (HS256): sessions, and tickets for the live socket. One kind is never taken for the
 * other, because each names its audience.
 */
public final class Tokens {
  private static final String ISSUER = "leadmetrics";
  private static final String SESSION = "api";
  private static final String TICKET = "live";
  private static final Set<String> CLAIMS = Set.of("sub", "jti", "exp", "role", "name");

  private final MACSigner signer;
  private final DefaultJWTProcessor<SecurityContext> sessions;
  private final DefaultJWTProcessor<SecurityContext> tickets;
  private final Clock clock;
  private final Duration sessionLife;
  private final Duration ticketLife;

  /** A token and the session it stands for. */
  public record Issued(String token, Session session, Instant expiresAt) {}

  /**
   * Admission to the live socket, once.
   *
   * @param id not the session's
   */
  public record Ticket(String id, Instant expiresAt, Session session) {}

  public Tokens(byte[] key, Duration sessionLife, Duration ticketLife, Clock clock) {
    try {
      this.signer = new MACSigner(key);
    } catch (KeyLengthException e) {
      throw new IllegalArgumentException(e);
    }
    this.clock = clock;
    this.sessionLife = sessionLife;
    this.ticketLife = ticketLife;
    this.sessions = processor(key, SESSION);
    this.tickets = processor(key, TICKET);
  }

  public Issued session(User user) {
    var session =
        new Session(
            Ids.next(Kind.SESSION),
            user.id(),
            user.name(),
            user.role(),
            user.tenant(),
            now().plus(sessionLife));
    return new Issued(
        sign(claims(session).audience(SESSION).build()), session, session.expiresAt());
  }

  /** The session of a token; empty where the token is forged, expired or of another kind. */
  public Optional<Session> readSession(String token) {
    return read(sessions, token).map(Tokens::session);
  }

  /** A ticket for the session's live socket. */
  public Issued ticket(Session session) {
    var until = now().plus(ticketLife);
    var claims =
        claims(session)
            .audience(TICKET)
            .jwtID(Ids.next(Kind.SESSION))
            .expirationTime(Date.from(until))
            .claim("sid", session.id())
            .claim("sxp", session.expiresAt().getEpochSecond())
            .build();
    return new Issued(sign(claims), session, until);
  }

  public Optional<Ticket> readTicket(String token) {
    return read(tickets, token).map(Tokens::ticket);
  }

  private Instant now() {
    // Tokens count in seconds; what the API says of them should agree.
    return Instant.ofEpochSecond(clock.instant().getEpochSecond());
  }

  private JWTClaimsSet.Builder claims(Session session) {
    var tenant = session.tenant();
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .subject(session.user())
        .jwtID(session.id())
        .issueTime(Date.from(now()))
        .expirationTime(Date.from(session.expiresAt()))
        .claim("name", session.name())
        .claim("role", session.role().wire())
        .claim("tenant", tenant == null ? null : tenant.value());
  }

  private String sign(JWTClaimsSet claims) {
    var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    try {
      jwt.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return jwt.serialize();
  }

  private static Optional<JWTClaimsSet> read(
      DefaultJWTProcessor<SecurityContext> processor, String token) {
    try {
      return Optional.of(processor.process(token, null));
    } catch (ParseException | BadJOSEException | JOSEException e) {
      return Optional.empty();
    }
  }

  private static Session session(JWTClaimsSet claims) {
    return session(claims, claims.getJWTID(), claims.getExpirationTime().toInstant());
  }

  private static Session session(JWTClaimsSet claims, String id, Instant expiresAt) {
    var tenant = (String) claims.getClaim("tenant");
    return new Session(
        id,
        claims.getSubject(),
        (String) claims.getClaim("name"),
        Role.of((String) claims.getClaim("role")),
        tenant == null ? null : new TenantId(tenant),
        expiresAt);
  }

  private static Ticket ticket(JWTClaimsSet claims) {
    var expires = Instant.ofEpochSecond((Long) claims.getClaim("sxp"));
    return new Ticket(
        claims.getJWTID(),
        claims.getExpirationTime().toInstant(),
        session(claims, (String) claims.getClaim("sid"), expires));
  }

  private DefaultJWTProcessor<SecurityContext> processor(byte[] key, String audience) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    // Names the one algorithm: "none" and keys of another kind are refused before anything else.
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(JWSAlgorithm.HS256, new ImmutableSecret<>(key)));
    var verifier =
        new DefaultJWTClaimsVerifier<SecurityContext>(
            audience, new JWTClaimsSet.Builder().issuer(ISSUER).build(), CLAIMS) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    verifier.setMaxClockSkew(0);
    processor.setJWTClaimsSetVerifier(verifier);
    return processor;
  }
}
