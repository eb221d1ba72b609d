package ai.leadmetrics.protocol.billing;

import ai.leadmetrics.protocol.kit.InvalidValueException;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;

/**
 * An amount of money.
 *
 * @param minor in the currency's smallest unit: paise, cents, whole yen, thousandths of a dinar
 * @param currency ISO 4217
 */
public record Money(long minor, String currency) {
  public static final String RUPEES = "INR";

  public Money {
    if (currency.length() != 3) {
      throw new InvalidValueException("not a currency: " + currency);
    }
  }

  public static Money inr(long paise) {
    return new Money(paise, RUPEES);
  }

  /**
   * @throws ArithmeticException beyond what a long holds
   * @throws InvalidValueException for another currency
   */
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new InvalidValueException(currency + " and " + other.currency + " do not add up");
    }
    return new Money(Math.addExact(minor, other.minor), currency);
  }

  /** As people read it: ₹12,34,567.89 in rupees, otherwise with the code: 42.00 USD, 6,200 JPY. */
  public String shown() {
    return currency.equals(RUPEES)
        ? (minor < 0 ? "-₹" : "₹") + indian(figures().abs().toPlainString())
        : String.format(Locale.ENGLISH, "%,." + digits() + "f %s", figures(), currency);
  }

  private BigDecimal figures() {
    return BigDecimal.valueOf(minor, digits());
  }

  /** Decimals by ISO 4217; two for a code that this Java does not know. */
  private int digits() {
    return Currency.availableCurrencies()
        .filter(known -> known.getCurrencyCode().equals(currency))
        .mapToInt(known -> Math.max(0, known.getDefaultFractionDigits()))
        .findFirst()
        .orElse(2);
  }

  /** Grouped by thousand, lakh and crore. */
  private static String indian(String plain) {
    var text = new StringBuilder(plain);
    for (int i = plain.indexOf('.') - 3; i > 0; i -= 2) {
      text.insert(i, ',');
    }
    return text.toString();
  }

  @JsonIgnore
  public boolean isZero() {
    return minor == 0;
  }
}
