package ai.leadmetrics.streams.identity;

import ai.leadmetrics.protocol.kit.PlainName;
import ai.leadmetrics.protocol.notifications.MailAddress;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Texts;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who somebody is elsewhere, by OpenID Connect: sends people to an issuer and hears who came back.
 */
public final class SocialStore {
  private static final Logger LOG = LoggerFactory.getLogger(SocialStore.class);

  /** Long enough to find a password at the issuer. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /** Issuers announce new keys well before they use them; an unknown key is looked up at once. */
  private static final Duration TRUST = Duration.ofHours(1);

  /** As long as that of those who sign up here. */
  private static final int MAX_NAME = 100;

  private final Database database;
  private final Map<String, OidcProvider> providers;
  private final List<SocialProvider> offered;
  private final OidcHttp http;
  private final URI callback;
  private final Challenges<Visit> visits;
  private final LoadingCache<OidcProvider, OidcIssuer> issuers;

  /** An issuer that people may choose. */
  public record SocialProvider(String id, String name) {}

  /**
   * The way to an issuer.
   *
   * @param url where the browser goes
   * @param flow what the same browser shows when it is back; never part of an address
   */
  public record Departure(String url, String flow) {}

  /** Whether there is a way to an issuer. */
  public sealed interface Way {
    record Open(Departure departure) implements Way {}

    /** There is no such issuer. */
    record Unknown() implements Way {}

    /** It is out of reach. */
    record Closed() implements Way {}
  }

  /**
   * Somebody an issuer vouches for.
   *
   * @param email absent where the issuer gives none, or not as the person's own
   */
  public record Person(
      String provider, String issuer, String subject, @Nullable String email, String name) {}

  /** Who came back, and what for. */
  public sealed interface Arrival {
    /**
     * @param user who wants the account linked; absent where somebody wants to sign in
     */
    record Known(Person person, @Nullable String user) implements Arrival {}

    /** The answer does not hold, or comes a second time. */
    record Refused() implements Arrival {}

    /** The issuer is out of reach. */
    record Unavailable() implements Arrival {}
  }

  record Visit(
      String provider, String nonce, String verifier, String flow, @Nullable String user) {}

  /** Reads {@code leadmetrics.auth.providers} and {@code leadmetrics.http.public-url}. */
  public SocialStore(Platform platform) {
    this.database = platform.database();
    var config = platform.config().getConfig("leadmetrics.auth.providers");
    var configured = OidcProvider.of(config);
    this.providers =
        configured.stream().collect(Collectors.toMap(OidcProvider::id, Function.identity()));
    this.offered =
        configured.stream()
            .map(provider -> new SocialProvider(provider.id(), provider.name()))
            .toList();
    this.http = new OidcHttp(config, database.threads());
    this.callback =
        URI.create(platform.config().getString("leadmetrics.http.public-url") + "/auth/callback");
    this.visits = new Challenges<>(platform, "social", Visit.class, PATIENCE);
    this.issuers =
        Caffeine.newBuilder()
            .expireAfterWrite(TRUST)
            .build(provider -> OidcIssuer.discover(provider, http));
  }

  public List<SocialProvider> providers() {
    return offered;
  }

  /**
   * Prepares a visit to an issuer.
   *
   * @param user who links an account; absent for signing in
   */
  public CompletionStage<Way> depart(String providerId, @Nullable String user, Instant at) {
    var provider = providers.get(providerId);
    if (provider == null) {
      return CompletableFuture.completedFuture(new Way.Unknown());
    }
    return CompletableFuture.supplyAsync(() -> reach(provider), database.threads())
        .thenCompose(
            issuer ->
                issuer.isPresent()
                    ? depart(issuer.get(), user, at)
                    : CompletableFuture.completedFuture(new Way.Closed()));
  }

  private Optional<OidcIssuer> reach(OidcProvider provider) {
    try {
      return Optional.of(issuers.get(provider));
    } catch (OidcException e) {
      LOG.warn("{} cannot be used: {}", provider, e.getMessage());
      return Optional.empty();
    }
  }

  private CompletionStage<Way> depart(OidcIssuer issuer, @Nullable String user, Instant at) {
    var state = Challenges.random();
    var flow = Challenges.random();
    var nonce = new Nonce();
    var verifier = new CodeVerifier();
    var visit =
        new Visit(issuer.provider().id(), nonce.getValue(), verifier.getValue(), flow, user);
    var departure = new Departure(url(issuer, state, nonce, verifier), flow);
    return visits.open(state, visit, at).thenApply(_ -> new Way.Open(departure));
  }

  private String url(OidcIssuer issuer, String state, Nonce nonce, CodeVerifier verifier) {
    var provider = issuer.provider();
    var request =
        new AuthenticationRequest.Builder(
                ResponseType.CODE,
                new Scope(provider.scopes().toArray(String[]::new)),
                new ClientID(provider.clientId()),
                callback)
            .endpointURI(issuer.authorize())
            .state(new State(state))
            .nonce(nonce);
    if (provider.pkce()) {
      request.codeChallenge(verifier, CodeChallengeMethod.S256);
    }
    return request.build().toURI().toString();
  }

  /**
   * Exchanges what an issuer sent a browser back with for who the person is. A state is good for
   * one attempt, by the browser that set out with it.
   */
  public CompletionStage<Arrival> arrive(String state, String code, String flow, Instant at) {
    return visits
        .take(state, at)
        .thenApplyAsync(
            found ->
                found
                    .filter(visit -> isSame(visit.flow, flow))
                    .map(visit -> arrive(visit, code))
                    .orElseGet(Arrival.Refused::new),
            database.threads());
  }

  private static boolean isSame(String expected, String given) {
    return MessageDigest.isEqual(Challenges.hash(expected), Challenges.hash(given));
  }

  private Arrival arrive(Visit visit, String code) {
    var provider = providers.get(visit.provider);
    if (provider == null) {
      return new Arrival.Refused();
    }
    try {
      var issuer = issuers.get(provider);
      var token = exchange(issuer, visit, code);
      if (!issuer.knowsKeyOf(token)) {
        issuers.invalidate(provider);
        issuer = issuers.get(provider);
      }
      var claims = issuer.check(token, provider.nonce() ? new Nonce(visit.nonce) : null);
      return new Arrival.Known(person(provider, claims), visit.user);
    } catch (OidcException e) {
      LOG.info("sign-in by {} failed: {}", provider, e.getMessage());
      return e.unavailable() ? new Arrival.Unavailable() : new Arrival.Refused();
    }
  }

  private JWT exchange(OidcIssuer issuer, Visit visit, String code) {
    var provider = issuer.provider();
    var verifier = provider.pkce() ? new CodeVerifier(visit.verifier) : null;
    var request =
        new TokenRequest.Builder(
                issuer.token(),
                new ClientSecretPost(
                    new ClientID(provider.clientId()), new Secret(provider.clientSecret())),
                new AuthorizationCodeGrant(new AuthorizationCode(code), callback, verifier))
            .build();
    try {
      var answer = http.post(issuer.token(), request.toHTTPRequest().getBody());
      return OIDCTokenResponse.parse(JSONObjectUtils.parse(answer)).getOIDCTokens().getIDToken();
    } catch (ParseException e) {
      throw new OidcException("its token cannot be read: " + e.getMessage(), false);
    }
  }

  static Person person(OidcProvider provider, IDTokenClaimsSet claims) {
    var email = claims.getStringClaim("email");
    var name = claims.getStringClaim("name");
    return new Person(
        provider.id(),
        claims.getIssuer().getValue(),
        claims.getSubject().getValue(),
        email != null && isTrue(claims.getClaim(provider.verifiedClaim()))
            ? MailAddress.normal(email).orElse(null)
            : null,
        name == null ? "" : Texts.line(PlainName.of(name), MAX_NAME));
  }

  /** Some issuers write the truth as a text or a number. */
  private static boolean isTrue(@Nullable Object claim) {
    var text = String.valueOf(claim);
    return text.equals("true") || text.equals("1");
  }
}
