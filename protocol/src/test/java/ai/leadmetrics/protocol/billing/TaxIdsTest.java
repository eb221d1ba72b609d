package ai.leadmetrics.protocol.billing;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaxIdsTest {
  /** The GST portal's own sample number. */
  private static final String VALID = "27AAPFU0939F1ZV";

  @Test
  void aGstinHoldsStateAndPan() {
    assertThat(TaxIds.isGstin(VALID)).isTrue();
    assertThat(TaxIds.stateOf(VALID)).isEqualTo("27");
    assertThat(TaxIds.panOf(VALID)).contains("AAPFU0939F");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "27AAPFU0939F1ZW",
        "28AAPFU0939F1ZV",
        "27AAPFU0939F1Z",
        "27AAPFU0939F1ZVV",
        "27aapfu0939f1zv",
        "27AAPFU0993F1ZV",
        "99AAPFU0939F1ZV"
      })
  void anythingElseIsNone(String text) {
    assertThat(TaxIds.isGstin(text)).isFalse();
  }

  @Test
  void anyOneCharacterMistypedIsNoticed() {
    for (int i = 0; i < VALID.length(); i++) {
      for (char c : "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".toCharArray()) {
        if (c != VALID.charAt(i)) {
          assertThat(TaxIds.isGstin(VALID.substring(0, i) + c + VALID.substring(i + 1))).isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"AAPFU0939F,true", "AAPXU0939F,false", "AAPFU0939,false", "aapfu0939f,false"})
  void aPansFourthLetterSaysWhatItsHolderIs(String text, boolean valid) {
    assertThat(TaxIds.isPan(text)).isEqualTo(valid);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "IN,27,27AAPFU0939F1ZV,AAPFU0939F,false,-",
        "IN,32,-,-,false,-",
        "IN,-,-,-,false,state",
        "IN,32,27AAPFU0939F1ZV,-,false,state",
        "IN,27,27AAPFU0939F1ZW,-,false,gstin",
        "IN,27,27AAPFU0939F1ZV,AAPFU0939G,false,pan",
        "IN,27,-,-,true,gstin",
        "IN,27,-,PAN,false,pan",
        "AE,-,-,-,false,-",
        "AE,-,27AAPFU0939F1ZV,-,false,country",
        "AE,-,-,-,true,country"
      })
  void aPartysFactsFitTogether(
      String country,
      @Nullable String state,
      @Nullable String gstin,
      @Nullable String pan,
      boolean sez,
      @Nullable String wrong) {
    var party = new BillingParty("Name", "Street", country, state, gstin, pan, sez);
    assertThat(party.wrong().map(BillingParty.Wrong::field).orElse(null)).isEqualTo(wrong);
  }

  /**
   * Forms of resilient-tech/india-compliance#3828 and the GST portal; the check character is theirs
   * too.
   */
  @ParameterizedTest
  @CsvSource({
    "27AAPFU0939F1ZV,TAXPAYER",
    "32AAACT2727QAZW,TAXPAYER",
    "07DELA01234A1ZE,GOVERNMENT",
    "27MUMA12345A1D7,TAX_DEDUCTOR",
    "29AAACI1234C1CF,TAX_COLLECTOR",
    "0717USA00123UN3,UIN_HOLDER",
    "2917GBR00123ONZ,UIN_HOLDER",
    "0718GBR00012NR1,NON_RESIDENT",
    "9917SGP29001OST,ONLINE_SERVICES"
  })
  void gstinsOfAllKindsAreKnown(String gstin, TaxIds.Registration registration) {
    assertThat(TaxIds.registrationOf(gstin)).contains(registration);
    var wrong = gstin.substring(0, 14) + (gstin.endsWith("A") ? 'B' : 'A');
    assertThat(TaxIds.registrationOf(wrong)).isEmpty();
  }
}
