package ai.leadmetrics.http.kit;

/**
 * A request of whomever, as handlers of public endpoints see it.
 *
 * @param address where it came from
 * @param secure whether it came over https
 */
public record Visit(String requestId, String address, boolean secure) {}
