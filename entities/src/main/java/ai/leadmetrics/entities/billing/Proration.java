package ai.leadmetrics.entities.billing;

import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Period;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/** What a change of plan within a paid period costs. */
public final class Proration {
  private Proration() {}

  /**
   * The difference of two monthly prices for the part of the period that is left at {@code at}, by
   * the second, half a paisa rounded up. Nothing where the new price is not higher.
   */
  public static Money of(Money before, Money after, Period period, Instant at) {
    if (!before.currency().equals(after.currency())) {
      throw new IllegalArgumentException("prices of two currencies cannot be compared");
    }
    long difference = Math.max(0, Math.subtractExact(after.minor(), before.minor()));
    long whole = Duration.between(period.start(), period.end()).toSeconds();
    if (whole <= 0) {
      return new Money(0, after.currency());
    }
    long left = Math.clamp(Duration.between(at, period.end()).toSeconds(), 0, whole);
    var exact = BigInteger.valueOf(difference).multiply(BigInteger.valueOf(left));
    var half = BigInteger.valueOf(whole / 2);
    return new Money(
        exact.add(half).divide(BigInteger.valueOf(whole)).longValueExact(), after.currency());
  }
}
