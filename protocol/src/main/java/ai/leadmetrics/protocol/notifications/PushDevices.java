package ai.leadmetrics.protocol.notifications;

import java.time.Instant;
import java.util.List;

/**
 * The browsers that a user is told in.
 *
 * @param key what a browser has to be given to subscribe, in Base64 for URLs
 */
public record PushDevices(String key, List<Browser> browsers) {

  /**
   * @param current whether it is the one that asks
   */
  public record Browser(String id, String userAgent, Instant createdAt, boolean current) {}
}
