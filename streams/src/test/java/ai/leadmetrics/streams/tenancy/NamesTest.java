package ai.leadmetrics.streams.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  /** Case 73: a business in its own script is found by its name, not as "business-2". */
  @ParameterizedTest
  @CsvSource({
    "Hotel Lotus,hotel-lotus",
    "Café Zürich,cafe-zurich",
    "होटल कमल,hotala-kamala",
    "താമര ഹൗസ്,tamara-has",
    "மலர் 24,malar-24",
    "కమల హోటల్,kamala-hotal",
    "ಕಮಲ ಹೋಟೆಲ್,kamala-hotel",
    "કમલ હોટેલ,kamala-hotela",
    "কমল হোটেল,kamala-hotela",
    "ਕਮਲ ਹੋਟਲ,kamala-hotala",
    "فندق,fndq",
    "!!!,business"
  })
  void readsNamesOutInLatinLetters(String name, String slug) {
    assertThat(Names.slug(name)).isEqualTo(slug);
  }
}
