package ai.leadmetrics.http.identity;

import ai.leadmetrics.http.kit.Visit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * The cookies that keep a browser signed in: the access token for requests, and the refresh token
 * it is renewed with; and a third by which it is known again. Scripts can read none, other sites
 * can make a browser send none.
 */
final class Cookies {
  static final String ACCESS = "lm_session";

  /** The prefix makes browsers refuse it from any other host, subdomains included. */
  private static final String SECURE_REFRESH = "__Host-lm_refresh";

  private static final String REFRESH = "lm_refresh";

  private static final String DEVICE = "lm_device";

  /** As long as browsers keep one. */
  private static final Duration DEVICE_LIFE = Duration.ofDays(400);

  private Cookies() {}

  /** What this browser is known by, whoever signs in; it opens nothing. */
  static Optional<String> device(Visit visit) {
    return Optional.ofNullable(visit.client().cookies().get(deviceName(visit)))
        .filter(known -> known.length() >= 20 && known.length() <= 100);
  }

  static HttpHeader device(Visit visit, String device) {
    return cookie(deviceName(visit), device, DEVICE_LIFE, visit);
  }

  private static String deviceName(Visit visit) {
    return visit.secure() ? "__Host-" + DEVICE : DEVICE;
  }

  static Optional<String> refresh(Visit visit) {
    return Optional.ofNullable(visit.client().cookies().get(name(visit)));
  }

  static HttpHeader access(Visit visit, String token, Duration life) {
    return cookie(ACCESS, token, life, visit);
  }

  static HttpHeader refresh(Visit visit, String token, Duration life) {
    return cookie(name(visit), token, life, visit);
  }

  static List<HttpHeader> clear(Visit visit) {
    return List.of(access(visit, "", Duration.ZERO), refresh(visit, "", Duration.ZERO));
  }

  private static String name(Visit visit) {
    return visit.secure() ? SECURE_REFRESH : REFRESH;
  }

  private static HttpHeader cookie(String name, String value, Duration life, Visit visit) {
    return RawHeader.create(
        "Set-Cookie",
        name
            + "="
            + value
            + "; Path=/; Max-Age="
            + life.toSeconds()
            + "; HttpOnly; SameSite=Strict"
            + (visit.secure() ? "; Secure" : ""));
  }
}
