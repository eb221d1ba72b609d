package ai.leadmetrics.http.identity;

import ai.leadmetrics.http.kit.Session;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.streams.identity.SigningKeyStore;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.proc.BadJOSEException;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.crypto.SecretKey;

/**
 * Signed tokens (HS256): access to the API, tickets for the live socket, and proof of a first
 * factor. One kind is never taken for another, because each names its audience. They say whose
 * session it is and nothing else: what it entitles to is looked up, so it can end at once.
 */
public final class Tokens {
  private static final String ISSUER = "leadmetrics";
  private static final String ACCESS = "api";
  private static final String TICKET = "live";
  private static final String FACTOR = "factor";
  private static final String FAMILY = "fam";
  private static final String METHOD = "method";
  private static final Duration CHALLENGE_LIFE = Duration.ofMinutes(5);

  private final Supplier<List<SigningKeyStore.Key>> keys;
  private final DefaultJWTProcessor<SecurityContext> accesses;
  private final DefaultJWTProcessor<SecurityContext> tickets;
  private final DefaultJWTProcessor<SecurityContext> challenges;
  private final Clock clock;
  private final Duration accessLife;
  private final Duration ticketLife;

  /** A token and how long it is good for. */
  public record Issued(String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "token until " + expiresAt;
    }
  }

  /**
   * What an access token or a ticket says.
   *
   * @param id the token's own
   */
  public record Proof(String id, String family, String user, Instant expiresAt) {}

  /**
   * Somebody has shown a first factor and is to show a second.
   *
   * @param id to be spent, so that it serves once
   * @param method the first factor
   */
  public record Challenge(String id, String user, String method, Instant expiresAt) {}

  /**
   * @param keys those that verify, the one that signs first; asked with each token
   */
  public Tokens(
      Supplier<List<SigningKeyStore.Key>> keys,
      Duration accessLife,
      Duration ticketLife,
      Clock clock) {
    this.keys = keys;
    this.clock = clock;
    this.accessLife = accessLife;
    this.ticketLife = ticketLife;
    this.accesses = processor(ACCESS, FAMILY);
    this.tickets = processor(TICKET, FAMILY);
    this.challenges = processor(FACTOR, METHOD);
  }

  public Duration accessLife() {
    return accessLife;
  }

  /** A token for requests of the session. */
  public Issued access(String family, String user) {
    return issue(ACCESS, user, FAMILY, family, accessLife);
  }

  /** Empty where the token is forged, expired or of another kind. */
  public Optional<Proof> readAccess(String token) {
    return read(accesses, token).map(Tokens::proof);
  }

  /** A ticket for the session's live socket. */
  public Issued ticket(Session session) {
    return issue(TICKET, session.user(), FAMILY, session.family(), ticketLife);
  }

  public Optional<Proof> readTicket(String token) {
    return read(tickets, token).map(Tokens::proof);
  }

  /** Proof of a first factor, worth nothing but a try at the second. */
  public Issued challenge(String user, String method) {
    return issue(FACTOR, user, METHOD, method, CHALLENGE_LIFE);
  }

  public Optional<Challenge> readChallenge(String token) {
    return read(challenges, token)
        .map(
            claims ->
                new Challenge(
                    claims.getJWTID(),
                    claims.getSubject(),
                    (String) claims.getClaim(METHOD),
                    claims.getExpirationTime().toInstant()));
  }

  private Issued issue(String audience, String user, String claim, String value, Duration life) {
    var now = now();
    var until = now.plus(life);
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(audience)
            .subject(user)
            .jwtID(Ids.next(Kind.TOKEN))
            .issueTime(Date.from(now))
            .expirationTime(Date.from(until))
            .claim(claim, value)
            .build();
    return new Issued(sign(claims), until);
  }

  private Instant now() {
    // Tokens count in seconds; what the API says of them should agree.
    return Instant.ofEpochSecond(clock.instant().getEpochSecond());
  }

  private String sign(JWTClaimsSet claims) {
    var key = keys.get().getFirst();
    var jwt =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.id()).build(), claims);
    try {
      jwt.sign(new MACSigner(key.secret()));
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

  private static Proof proof(JWTClaimsSet claims) {
    return new Proof(
        claims.getJWTID(),
        (String) claims.getClaim(FAMILY),
        claims.getSubject(),
        claims.getExpirationTime().toInstant());
  }

  private DefaultJWTProcessor<SecurityContext> processor(String audience, String claim) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    // Names the one algorithm: "none" and keys of another kind are refused before anything else.
    processor.setJWSKeySelector((header, _) -> verifying(header));
    var verifier =
        new DefaultJWTClaimsVerifier<SecurityContext>(
            audience,
            new JWTClaimsSet.Builder().issuer(ISSUER).build(),
            Set.of("sub", "jti", "exp", claim)) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    verifier.setMaxClockSkew(0);
    processor.setJWTClaimsSetVerifier(verifier);
    return processor;
  }

  private List<SecretKey> verifying(JWSHeader header) {
    return JWSAlgorithm.HS256.equals(header.getAlgorithm())
        ? keys.get().stream()
            .filter(key -> key.id().equals(header.getKeyID()))
            .map(SigningKeyStore.Key::secret)
            .toList()
        : List.of();
  }
}
