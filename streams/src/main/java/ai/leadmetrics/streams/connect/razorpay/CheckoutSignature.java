package ai.leadmetrics.streams.connect.razorpay;

import ai.leadmetrics.protocol.billing.CheckoutResult;
import ai.leadmetrics.streams.kit.Signatures;
import java.nio.charset.StandardCharsets;

/** What Razorpay signs with the key secret differs by what was paid. */
final class CheckoutSignature {
  private CheckoutSignature() {}

  static boolean isGenuine(String keySecret, CheckoutResult result) {
    return !keySecret.isEmpty()
        && Signatures.matchesHex(
            keySecret, result.signature(), signed(result).getBytes(StandardCharsets.UTF_8));
  }

  private static String signed(CheckoutResult result) {
    return switch (result) {
      case CheckoutResult.Order(var order, var payment, _) -> order + '|' + payment;
      case CheckoutResult.Subscription(var subscription, var payment, _) ->
          payment + '|' + subscription;
      case CheckoutResult.Link(var link, var reference, var status, var payment, _) ->
          link + '|' + reference + '|' + status + '|' + payment;
    };
  }
}
