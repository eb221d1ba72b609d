package ai.leadmetrics.protocol.billing;

/**
 * What the gateway's checkout hands to the browser; worth nothing until its signature is checked.
 */
public sealed interface CheckoutResult {
  String payment();

  String signature();

  record Order(String order, String payment, String signature) implements CheckoutResult {}

  record Subscription(String subscription, String payment, String signature)
      implements CheckoutResult {}

  record Link(String link, String reference, String status, String payment, String signature)
      implements CheckoutResult {}
}
