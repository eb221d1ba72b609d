package ai.leadmetrics.streams.connect;

import ai.leadmetrics.streams.connect.razorpay.RazorpayAccount;
import ai.leadmetrics.streams.connect.razorpay.RazorpayGateway;
import ai.leadmetrics.streams.kit.PaymentGateway;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.StreamTask;

/** The provider that collects our money. */
public final class Gateways {
  private Gateways() {}

  /** Takes its credentials over from the settings. */
  public static StreamTask account() {
    return new RazorpayAccount();
  }

  public static PaymentGateway open(Platform platform) {
    return new RazorpayGateway(platform);
  }
}
