package ai.leadmetrics.streams.kit;

import org.jspecify.annotations.Nullable;

/**
 * The platform's account at a payment gateway.
 *
 * @param keyId public part of the credentials
 * @param keySecret absent where the one that is kept stays
 * @param webhookSecret likewise; after a change the one before stays good for what is sent again
 */
@Port
public record GatewayAccount(
    String keyId, @Nullable String keySecret, @Nullable String webhookSecret) {
  @Override
  public String toString() {
    return "gateway account " + keyId;
  }
}
