package ai.leadmetrics.http.kit;

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

  public Visit(String requestId, String address, boolean secure) {
    this(requestId, address, secure, Client.UNKNOWN);
  }

  public Visit(String requestId, String address, boolean secure, Client client) {
    this(requestId, address, secure, client, new Trail());
  }
}
