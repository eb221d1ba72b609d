package ai.leadmetrics.streams.connect;

import ai.leadmetrics.streams.connect.razorpay.RazorpayGateway;
import ai.leadmetrics.streams.kit.PaymentGateway;
import ai.leadmetrics.streams.kit.Platform;

/** The provider that collects our money. */
public final class Gateways {
  private Gateways() {}

  public static PaymentGateway open(Platform platform) {
    return new RazorpayGateway(platform);
  }
}
