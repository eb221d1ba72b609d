package ai.leadmetrics.protocol.billing;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * An amount of money.
 *
 * @param minor in the currency's smallest unit: paise, cents
 * @param currency ISO 4217
 */
public record Money(long minor, String currency) {
  public static final String RUPEES = "INR";

  public Money {
    if (currency.length() != 3) {
      throw new IllegalArgumentException("not a currency: " + currency);
    }
  }

  public static Money inr(long paise) {
    return new Money(paise, RUPEES);
  }

  /**
   * @throws ArithmeticException beyond what a long holds
   * @throws IllegalArgumentException for another currency
   */
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(currency + " and " + other.currency + " do not add up");
    }
    return new Money(Math.addExact(minor, other.minor), currency);
  }

  @JsonIgnore
  public boolean isZero() {
    return minor == 0;
  }
}
