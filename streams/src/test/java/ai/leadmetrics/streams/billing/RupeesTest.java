package ai.leadmetrics.streams.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RupeesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0.00|Rupees zero only",
        "5|0.05|Rupees zero and five paise only",
        "100|1.00|Rupees one only",
        "99999|999.99|Rupees nine hundred ninety-nine and ninety-nine paise only",
        "100000|1,000.00|Rupees one thousand only",
        "12345678|1,23,456.78|Rupees one lakh twenty-three thousand four hundred fifty-six and"
            + " seventy-eight paise only",
        "1000000000|1,00,00,000.00|Rupees one crore only",
        "1234567890123|12,34,56,78,901.23|Rupees one thousand two hundred thirty-four crore"
            + " fifty-six lakh seventy-eight thousand nine hundred one and twenty-three paise only",
        "-118000|-1,180.00|Rupees minus one thousand one hundred eighty only"
      })
  void amountsInFiguresAndWords(long paise, String figures, String words) {
    assertThat(Rupees.figures(paise)).isEqualTo(figures);
    assertThat(Rupees.words(paise)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-31,25-26",
    "2026-04-01,26-27",
    "2026-12-31,26-27",
    "2028-02-29,27-28",
    "2100-01-01,99-00"
  })
  void financialYearsBeginInApril(LocalDate day, String year) {
    assertThat(DocumentNumbers.yearOf(day)).isEqualTo(year);
  }
}
