package ai.leadmetrics.http.kit;

import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** What every response tells browsers not to do. */
public final class SecurityHeaders {
  private static final HttpHeader HSTS =
      RawHeader.create("Strict-Transport-Security", "max-age=31536000; includeSubDomains");

  private static final List<HttpHeader> ALWAYS =
      List.of(
          RawHeader.create(
              "Content-Security-Policy",
              // Inline styles: the component library sets its variables so.
              "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                  + " font-src 'self' data:; object-src 'none'; base-uri 'none';"
                  + " form-action 'self'; frame-ancestors 'none'"),
          RawHeader.create("X-Content-Type-Options", "nosniff"),
          RawHeader.create("Referrer-Policy", "no-referrer"),
          RawHeader.create("X-Frame-Options", "DENY"),
          RawHeader.create("Cross-Origin-Opener-Policy", "same-origin"),
          RawHeader.create("Permissions-Policy", "camera=(), geolocation=(), microphone=()"));

  private SecurityHeaders() {}

  public static HttpResponse on(HttpResponse response, Visit visit) {
    var safe =
        response.addHeaders(ALWAYS).addHeader(RawHeader.create("X-Request-Id", visit.requestId()));
    return visit.secure() ? safe.addHeader(HSTS) : safe;
  }
}
