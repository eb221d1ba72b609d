package ai.leadmetrics.protocol.billing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
  /** Among them the amounts of razorpay/razorpay-python#248: 42 USD and 6,200 JPY. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "123456789     | INR | ₹12,34,567.89",
        "99900         | INR | ₹999.00",
        "10000000      | INR | ₹1,00,000.00",
        "5             | INR | ₹0.05",
        "0             | INR | ₹0.00",
        "-123456789    | INR | -₹12,34,567.89",
        "4200          | USD | 42.00 USD",
        "123456789     | USD | 1,234,567.89 USD",
        "6200          | JPY | 6,200 JPY",
        "6200          | KWD | 6.200 KWD",
        "4200          | XQZ | 42.00 XQZ",
        "9223372036854775807 | INR | ₹92,23,37,20,36,85,47,758.07",
        "-9223372036854775808 | INR | -₹92,23,37,20,36,85,47,758.08"
      })
  void isShownWithTheDecimalsAndGroupsOfItsCurrency(long minor, String currency, String shown) {
    assertThat(new Money(minor, currency).shown()).isEqualTo(shown);
  }
}
