package ai.leadmetrics.http.kit;

import ai.leadmetrics.streams.kit.Texts;
import com.typesafe.config.Config;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.Cookie;

/** Tells where requests come from and gives each an id. */
public final class Visits {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** Comes with every request of the portal; a page of another site cannot send it. */
  public static final String OURS = "X-Leadmetrics";

  private static final int MAX_USER_AGENT = 300;

  private final boolean behindProxy;

  /** Reads {@code leadmetrics.http.behind-proxy}. */
  public Visits(Config http) {
    this.behindProxy = http.getBoolean("behind-proxy");
  }

  public Visit of(HttpRequest request) {
    return new Visit(requestId(request), address(request), isSecure(request), client(request));
  }

  /** What counts as one source; see {@link Visit#source}. */
  public String source(HttpRequest request) {
    return Visit.source(address(request));
  }

  private static Visit.Client client(HttpRequest request) {
    var userAgent =
        request
            .getHeader("User-Agent")
            .map(header -> Texts.line(header.value(), MAX_USER_AGENT))
            .orElse("");
    var cookies = new HashMap<String, String>();
    for (var header : request.getHeaders()) {
      if (header instanceof Cookie some) {
        some.getCookies().forEach(cookie -> cookies.putIfAbsent(cookie.name(), cookie.value()));
      }
    }
    return new Visit.Client(userAgent, cookies, request.getHeader(OURS).isPresent());
  }

  /** The caller's own id for the request where it sends a usable one. */
  public static String requestId(HttpRequest request) {
    return request
        .getHeader("X-Request-Id")
        .map(HttpHeader::value)
        .filter(id -> ID.matcher(id).matches())
        .orElseGet(() -> HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
  }

  private String address(HttpRequest request) {
    if (behindProxy) {
      var last = last(request, "X-Forwarded-For");
      if (!last.isEmpty()) {
        return last;
      }
    }
    return request
        .getAttribute(AttributeKeys.remoteAddress)
        .flatMap(remote -> remote.getAddress())
        .map(address -> address.getHostAddress())
        .orElse("unknown");
  }

  /**
   * What our own proxy wrote: the last entry of the last such header, for some proxies add one of
   * their own. Everything before is whatever the client says.
   */
  private static String last(HttpRequest request, String name) {
    var text = "";
    for (var header : request.getHeaders()) {
      if (header.is(name.toLowerCase(Locale.ROOT))) {
        text = header.value();
      }
    }
    return text.substring(text.lastIndexOf(',') + 1).strip();
  }

  /** Whether it came over https, as far as we or our proxy can tell. */
  public boolean isSecure(HttpRequest request) {
    if (behindProxy) {
      var proto = last(request, "X-Forwarded-Proto");
      if (!proto.isEmpty()) {
        return proto.equalsIgnoreCase("https");
      }
    }
    return request.getUri().scheme().equals("https");
  }
}
