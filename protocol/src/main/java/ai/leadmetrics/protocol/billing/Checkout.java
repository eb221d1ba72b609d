package ai.leadmetrics.protocol.billing;

import org.jspecify.annotations.Nullable;

/**
 * What a browser needs to let somebody pay.
 *
 * @param reference our id of what is paid for: {@code sub_…} or {@code pay_…}
 * @param subscription the gateway's id, where it is a subscription
 * @param order the gateway's id, where it is a single payment
 * @param amount with tax
 */
public record Checkout(
    String reference,
    Access access,
    @Nullable String subscription,
    @Nullable String order,
    Money amount,
    String description) {

  /**
   * @param script address of the gateway's script
   * @param key public part of our credentials
   */
  public record Access(String gateway, String script, String key) {}
}
