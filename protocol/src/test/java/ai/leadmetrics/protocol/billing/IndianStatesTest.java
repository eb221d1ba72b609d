package ai.leadmetrics.protocol.billing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Spellings as people type them: frappe/erpnext#9762, frappe/erpnext#23946,
 * resilient-tech/india-compliance#795.
 */
class IndianStatesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Tamilnadu|33",
        "TAMIL NADU|33",
        "tamil-nadu|33",
        "Tamil Naidu|33",
        "TN|33",
        "33|33",
        "33-Tamil Nadu|33",
        "33 Tamil Nadu|33",
        "Tamil Nadu (33)|33",
        "IN-TN|33",
        "தமிழ்நாடு|33",
        "Orissa|21",
        "Odisa|21",
        "KA|29",
        "Karnatka|29",
        "Jammu & Kashmir|01",
        "Jammu And Kashmir|01",
        "J&K|01",
        "1|01",
        "New Delhi|07",
        "Delhi NCR|07",
        "NCT of Delhi|07",
        "Pondicherry|34",
        "Puducherry (UT)|34",
        "Uttaranchal|05",
        "Uttrakhand|05",
        "Chattisgarh|22",
        "Maharastra|27",
        "Telengana|36",
        "Daman & Diu|26",
        "Dadra & Nagar Haveli|26",
        "25|26",
        "State of Kerala|32",
        "Kerela|32",
        "केरल|32",
        "Govt of Gujrat|24",
        "U.P.|09",
        "Andaman & Nicobar|35",
        "Ladakh|38",
        "  goa  |30",
        "Haryana, India|06"
      })
  void aStateIsFoundByAnySpelling(String typed, String code) {
    assertThat(IndianStates.find(typed)).contains(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "Pradesh", "Atlantis", "99", "32-Tamil Nadu", "Kochi", "X", "b"})
  void whatIsNoStateIsNotTakenForOne(String typed) {
    assertThat(IndianStates.find(typed)).isEmpty();
  }

  @Test
  void everyNameCodeAndAbbreviationFindsItsOwnState() {
    IndianStates.all()
        .forEach(
            (code, name) -> {
              assertThat(IndianStates.find(name)).contains(code);
              assertThat(IndianStates.find(code)).contains(code);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "600001,33",
    "682 001,32",
    "110001,07",
    "560-001,29",
    "400001,27",
    "700001,19",
    "751001,21"
  })
  void aPinCodeLiesInAState(String pin, String code) {
    assertThat(IndianStates.ofPinCode("1 Road, Town - " + pin)).contains(code);
  }

  @Test
  void aTelephoneNumberIsNoPinCode() {
    assertThat(IndianStates.ofPinCode("Call 9812345678 or 0484 2345678")).isEmpty();
  }
}
