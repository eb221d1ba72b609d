package ai.leadmetrics.http.kit;

import java.net.URI;
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
          RawHeader.create("X-Content-Type-Options", "nosniff"),
          RawHeader.create("Referrer-Policy", "no-referrer"),
          RawHeader.create("X-Frame-Options", "DENY"),
          RawHeader.create("Cross-Origin-Opener-Policy", "same-origin"),
          RawHeader.create("Permissions-Policy", "camera=(), geolocation=(), microphone=()"));

  private final HttpHeader policy;

  /**
   * @param checkoutScript address of the one foreign script that pages may load: a payment's
   * @param checkoutFrame the one origin whose pages they may frame besides that script's
   */
  public SecurityHeaders(String checkoutScript, String checkoutFrame) {
    var script = origin(checkoutScript);
    var frame = origin(checkoutFrame);
    policy =
        RawHeader.create(
            "Content-Security-Policy",
            // Inline styles: the component library sets its variables so.
            "default-src 'self'; script-src 'self' "
                + script
                + "; frame-src "
                + (frame.equals(script) ? script : script + ' ' + frame)
                + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                + " font-src 'self' data:; object-src 'none'; base-uri 'none';"
                + " form-action 'self'; frame-ancestors 'none'");
  }

  private static String origin(String url) {
    var uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getAuthority();
  }

  public HttpResponse on(HttpResponse response, Visit visit) {
    var safe =
        response
            .addHeaders(ALWAYS)
            .addHeader(policy)
            .addHeader(RawHeader.create("X-Request-Id", visit.requestId()));
    return visit.secure() ? safe.addHeader(HSTS) : safe;
  }
}
