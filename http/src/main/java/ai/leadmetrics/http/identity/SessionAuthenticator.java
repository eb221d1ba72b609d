package ai.leadmetrics.http.identity;

import ai.leadmetrics.http.kit.ApiError;
import ai.leadmetrics.http.kit.Authenticator;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Session;
import ai.leadmetrics.http.kit.Visits;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.streams.identity.SessionStore;
import ai.leadmetrics.streams.identity.Standing;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.Cookie;

/** Reads the session from a bearer token or the cookie. */
public final class SessionAuthenticator implements Authenticator {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final String BEARER = "Bearer ";

  private final Tokens tokens;
  private final SessionStore sessions;
  private final Visits visits;

  public SessionAuthenticator(Tokens tokens, SessionStore sessions, Visits visits) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.visits = visits;
  }

  @Override
  public CompletionStage<Session> authenticate(HttpRequest request) {
    var proof =
        bearer(request)
            .or(() -> cookie(request))
            .flatMap(tokens::readAccess)
            .orElseThrow(() -> new ProblemException(CommonError.UNAUTHENTICATED));
    return sessions
        .standing(proof.family())
        .thenApply(
            standing ->
                standing
                    .map(now -> session(proof, now))
                    .orElseThrow(() -> new ProblemException(CommonError.UNAUTHENTICATED)));
  }

  /** The token says whose session it is; what that entitles to may have changed since. */
  public static Session session(Tokens.Proof proof, Standing standing) {
    return new Session(
        proof.id(),
        standing.family(),
        standing.user(),
        standing.name(),
        standing.role(),
        standing.tenant(),
        standing.verified(),
        standing.impersonator(),
        proof.expiresAt());
  }

  private static Optional<String> bearer(HttpRequest request) {
    return request
        .getHeader("Authorization")
        .map(HttpHeader::value)
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).strip());
  }

  /** Other sites can make a browser send the cookie, but not this header. */
  private Optional<String> cookie(HttpRequest request) {
    var cookie = cookieOf(request);
    if (cookie.isPresent()
        && !SAFE.contains(request.method().value())
        && request.getHeader(Visits.OURS).isEmpty()) {
      throw new ProblemException(ApiError.CSRF);
    }
    return cookie;
  }

  private Optional<String> cookieOf(HttpRequest request) {
    var name = Cookies.access(visits.isSecure(request));
    for (var header : request.getHeaders()) {
      if (header instanceof Cookie some) {
        for (var cookie : some.getCookies()) {
          if (cookie.name().equals(name)) {
            return Optional.of(cookie.value());
          }
        }
      }
    }
    return Optional.empty();
  }
}
