package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.Money;

/** What the gateway collects for a price. */
final class Prices {
  /** GST on software as a service (SAC 998314), in percent. */
  private static final long GST = 18;

  /** The least that the gateway collects: one rupee. */
  static final long LEAST = 100;

  private Prices() {}

  /** With tax, half a paisa rounded up. */
  static Money gross(Money net) {
    return new Money(
        Math.addExact(net.minor(), (Math.multiplyExact(net.minor(), GST) + 50) / 100),
        net.currency());
  }
}
