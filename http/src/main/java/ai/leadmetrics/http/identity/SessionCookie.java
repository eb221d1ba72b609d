package ai.leadmetrics.http.identity;

import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.Cookie;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The cookie that keeps a browser signed in; scripts cannot read it. */
final class SessionCookie {
  static final String NAME = "lm_session";

  private SessionCookie() {}

  static Optional<String> of(HttpRequest request) {
    for (var header : request.getHeaders()) {
      if (header instanceof Cookie cookies) {
        for (var cookie : cookies.getCookies()) {
          if (cookie.name().equals(NAME)) {
            return Optional.of(cookie.value());
          }
        }
      }
    }
    return Optional.empty();
  }

  static HttpHeader set(String token, Duration life, boolean secure) {
    return header(token, life.toSeconds(), secure);
  }

  static HttpHeader clear(boolean secure) {
    return header("", 0, secure);
  }

  private static HttpHeader header(String value, long seconds, boolean secure) {
    return RawHeader.create(
        "Set-Cookie",
        NAME
            + "="
            + value
            + "; Path=/; Max-Age="
            + seconds
            + "; HttpOnly; SameSite=Strict"
            + (secure ? "; Secure" : ""));
  }
}
