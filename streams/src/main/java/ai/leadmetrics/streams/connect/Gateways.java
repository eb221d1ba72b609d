package ai.leadmetrics.streams.connect;

import ai.leadmetrics.streams.connect.razorpay.RazorpayAccount;
import ai.leadmetrics.streams.connect.razorpay.RazorpayGateway;
import ai.leadmetrics.streams.kit.GatewayAccount;
import ai.leadmetrics.streams.kit.PaymentGateway;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.StreamTask;
import java.util.concurrent.CompletionStage;

/** The provider that collects our money. */
public final class Gateways {
  private Gateways() {}

  /** Takes its credentials over from the settings. */
  public static StreamTask account() {
    return new RazorpayAccount();
  }

  /** Keeps other credentials, used by all nodes within seconds. */
  public static CompletionStage<?> keep(Platform platform, GatewayAccount account) {
    return RazorpayAccount.keep(platform, account);
  }

  public static PaymentGateway open(Platform platform) {
    return new RazorpayGateway(platform);
  }
}
