package ai.leadmetrics.streams.notifications;

import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** {@code leadmetrics.notices.push}. */
record PushSettings(String contact, List<String> services, Duration timeout, Duration life) {

  static PushSettings of(Config root) {
    var config = root.getConfig("leadmetrics.notices.push");
    var contact = config.getString("contact");
    return new PushSettings(
        contact.isEmpty() ? root.getString("leadmetrics.http.public-url") : contact,
        config.getStringList("services"),
        config.getDuration("timeout"),
        config.getDuration("life"));
  }

  /**
   * Whether something may be sent there. Whoever subscribes names the address that this node then
   * calls, so only those of known push services count, and nothing within our own network can be
   * one of them.
   */
  boolean isService(URI address) {
    var host = address.getHost();
    if (host == null || address.getUserInfo() != null || address.getFragment() != null) {
      return false;
    }
    var name = host.toLowerCase(Locale.ROOT);
    boolean encrypted =
        "https".equals(address.getScheme()) && (address.getPort() < 0 || address.getPort() == 443);
    return services.stream()
        .anyMatch(
            service ->
                service.contains("://")
                    ? isBelow(service, address)
                    : encrypted && (name.equals(service) || name.endsWith('.' + service)));
  }

  /** Nothing but the service's own paths: other things may answer at the same port. */
  private static boolean isBelow(String service, URI address) {
    var path = address.getRawPath();
    return address.toString().startsWith(service)
        && path.indexOf('%') < 0
        && address.normalize().getRawPath().equals(path);
  }
}
