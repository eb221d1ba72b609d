package ai.leadmetrics.http.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @Test
  void writesTablesAsRfc4180Says() {
    assertThat(
            Csv.of(
                List.of("name", "amount"),
                Stream.of(
                    List.of("Rao, Asha", -120L),
                    List.of("the \"best\"\nhotel", 3),
                    Arrays.asList(null, 1.5))))
        .isEqualTo(
            "name,amount\r\n\"Rao, Asha\",-120\r\n\"the \"\"best\"\"\nhotel\",3\r\n,1.5\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+911234", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1"})
  void makesTextsHarmlessThatSpreadsheetsWouldRun(String text) {
    var cell = Csv.of(List.of("a"), Stream.of(List.of(text))).substring("a\r\n".length());
    assertThat(cell.charAt(cell.charAt(0) == '"' ? 1 : 0)).isEqualTo('\'');
  }

  @Test
  void namesOfFilesCannotBreakTheirHeader() {
    assertThat(FileAnswer.csv("a\"b\r\nX: y ₹.csv", "").disposition())
        .isEqualTo(
            "attachment; filename=\"a-b-X-y-.csv\";"
                + " filename*=UTF-8''a%22b%0D%0AX%3A%20y%20%E2%82%B9.csv");
  }
}
