package ai.leadmetrics.http.kit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Map;

/**
 * A request of whomever, as handlers of public endpoints see it.
 *
 * @param address where it came from
 * @param secure whether it came over https
 * @param client what the client says of itself
 * @param trail what the audit log is told of it
 */
public record Visit(String requestId, String address, boolean secure, Client client, Trail trail) {
  /**
   * @param userAgent empty where it was not said
   * @param ours whether it carries the header that pages of other sites cannot set
   */
  public record Client(String userAgent, Map<String, String> cookies, boolean ours) {
    public static final Client UNKNOWN = new Client("", Map.of(), false);

    @Override
    public String toString() {
      return userAgent;
    }
  }

  /**
   * What counts as one source where somebody is to be slowed down: an IPv4 address, or the 64 bits
   * of an IPv6 address that a host is given, for it may use any address behind them.
   */
  public String source() {
    return source(address);
  }

  static String source(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address six
          ? HexFormat.of().formatHex(six.getAddress(), 0, 8) + "/64"
          : address;
    } catch (IllegalArgumentException _) {
      return address;
    }
  }

  public Visit(String requestId, String address, boolean secure) {
    this(requestId, address, secure, Client.UNKNOWN);
  }

  public Visit(String requestId, String address, boolean secure, Client client) {
    this(requestId, address, secure, client, new Trail());
  }
}
