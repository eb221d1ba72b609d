package ai.leadmetrics.streams.crm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.crm.Identifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {
  private static final Identifier ASHA = new Identifier(Identifier.Kind.PHONE, "+919876543210");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+91 98765 43210",
        "09876543210",
        "98765-43210",
        "0091 98765 43210",
        "(+91) 98765.43210",
        "٩٨٧٦٥٤٣٢١٠",
        "tel:+919876543210"
      })
  void onePersonHoweverTheNumberIsWritten(String written) {
    assertThat(PhoneNumbers.written(written, "IN")).contains(ASHA);
  }

  @Test
  void whatsAppWritesTheSameNumberInDigits() {
    assertThat(PhoneNumbers.international("919876543210")).contains(ASHA);
  }

  @ParameterizedTest
  @CsvSource({"020 7946 0018,GB,+442079460018", "(415) 555-2671,US,+14155552671"})
  void regionIsTheTenants(String written, String region, String e164) {
    assertThat(PhoneNumbers.written(written, region))
        .contains(new Identifier(Identifier.Kind.PHONE, e164));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "call me", "12", "+", "00000000000000000000000000000"})
  void whatIsNoNumberIsNone(String written) {
    assertThat(PhoneNumbers.written(written, "IN")).isEmpty();
  }

  @Test
  void numberThatTheLibraryDoesNotKnowIsKeptAsTheProviderWroteIt() {
    assertThat(PhoneNumbers.international("9991234567"))
        .contains(new Identifier(Identifier.Kind.PHONE, "+9991234567"));
    assertThat(PhoneNumbers.international("IN.1349")).isEmpty();
  }
}
