package ai.leadmetrics.http.identity;

import ai.leadmetrics.http.kit.ApiError;
import ai.leadmetrics.http.kit.Authenticator;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Session;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.streams.identity.SessionStore;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Reads the session from a bearer token or the cookie. */
public final class SessionAuthenticator implements Authenticator {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final String BEARER = "Bearer ";

  private final Tokens tokens;
  private final SessionStore sessions;

  public SessionAuthenticator(Tokens tokens, SessionStore sessions) {
    this.tokens = tokens;
    this.sessions = sessions;
  }

  @Override
  public CompletionStage<Session> authenticate(HttpRequest request) {
    var session =
        bearer(request)
            .or(() -> cookie(request))
            .flatMap(tokens::readSession)
            .orElseThrow(() -> new ProblemException(CommonError.UNAUTHENTICATED));
    return sessions
        .isRevoked(session.id())
        .thenCompose(
            revoked ->
                revoked
                    ? CompletableFuture.failedFuture(
                        new ProblemException(CommonError.UNAUTHENTICATED))
                    : CompletableFuture.completedFuture(session));
  }

  private static Optional<String> bearer(HttpRequest request) {
    return request
        .getHeader("Authorization")
        .map(HttpHeader::value)
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).strip());
  }

  /** Other sites can make a browser send the cookie, but not this header. */
  private static Optional<String> cookie(HttpRequest request) {
    var cookie = SessionCookie.of(request);
    if (cookie.isPresent()
        && !SAFE.contains(request.method().value())
        && request.getHeader("X-Leadmetrics").isEmpty()) {
      throw new ProblemException(ApiError.CSRF);
    }
    return cookie;
  }
}
