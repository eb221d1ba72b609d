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
  /** Makes browsers refuse a cookie from any other host, subdomains included. */
  private static final String OURS_ALONE = "__Host-";

  private static final String ACCESS = "lm_session";
  private static final String REFRESH = "lm_refresh";
  private static final String DEVICE = "lm_device";

  /** As long as browsers keep one. */
  private static final Duration DEVICE_LIFE = Duration.ofDays(400);

  private Cookies() {}

  /** What this browser is known by, whoever signs in; it opens nothing. */
  static Optional<String> device(Visit visit) {
    return Optional.ofNullable(visit.client().cookies().get(name(DEVICE, visit.secure())))
        .filter(known -> known.length() >= 20 && known.length() <= 100);
  }

  static HttpHeader device(Visit visit, String device) {
    return cookie(DEVICE, device, DEVICE_LIFE, visit);
  }

  /** What the access token is called; another name of it is not ours, whoever planted it. */
  static String access(boolean secure) {
    return name(ACCESS, secure);
  }

  static Optional<String> refresh(Visit visit) {
    return Optional.ofNullable(visit.client().cookies().get(name(REFRESH, visit.secure())));
  }

  static HttpHeader access(Visit visit, String token, Duration life) {
    return cookie(ACCESS, token, life, visit);
  }

  static HttpHeader refresh(Visit visit, String token, Duration life) {
    return cookie(REFRESH, token, life, visit);
  }

  static List<HttpHeader> clear(Visit visit) {
    return List.of(access(visit, "", Duration.ZERO), refresh(visit, "", Duration.ZERO));
  }

  private static String name(String plain, boolean secure) {
    return secure ? OURS_ALONE + plain : plain;
  }

  private static HttpHeader cookie(String name, String value, Duration life, Visit visit) {
    return RawHeader.create(
        "Set-Cookie",
        name(name, visit.secure())
            + "="
            + value
            + "; Path=/; Max-Age="
            + life.toSeconds()
            + "; HttpOnly; SameSite=Strict"
            + (visit.secure() ? "; Secure" : ""));
  }
}
