package ai.leadmetrics.streams.billing;

import ai.leadmetrics.streams.connect.Gateways;
import ai.leadmetrics.streams.kit.GatewayAccount;
import ai.leadmetrics.streams.kit.Platform;
import java.util.concurrent.CompletionStage;

/** The platform's account at its payment gateway. */
public final class GatewaySetup {
  private final Platform platform;

  public GatewaySetup(Platform platform) {
    this.platform = platform;
  }

  /** Takes other credentials over; all nodes use them within seconds. */
  public CompletionStage<?> keep(GatewayAccount account) {
    return Gateways.keep(platform, account);
  }
}
