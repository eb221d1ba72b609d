package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  @Test
  void aCursorIsReadAsItWasWritten() {
    var cursor = Cursor.of(Instant.parse("2026-03-04T05:06:07.123456Z"), "conv_1.2");

    assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
    assertThat(cursor.at().toInstant()).isEqualTo("2026-03-04T05:06:07.123456Z");
  }

  @Test
  void noCursorIsTheBeginning() {
    assertThat(Cursor.parse(null)).isEqualTo(Cursor.FIRST);
    assertThat(Cursor.parse("")).isEqualTo(Cursor.FIRST);
    assertThat(Cursor.FIRST.at().getYear()).isEqualTo(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%%%", "abc", "MTIz", "eHh4LnllcA", "\u0000"})
  void whatIsNoCursorIsRefused(String text) {
    assertThatThrownBy(() -> Cursor.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.\u0000",
        "1.a\nb",
        "1.\u007f",
        "9223372036854775807.a",
        "-9223372036854775808.a"
      })
  void whatOnlyBase64CanCarryIsRefused(String plain) {
    var text = Base64.getUrlEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> Cursor.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    var text = Base64.getUrlEncoder().encodeToString(new byte[] {'1', '.', (byte) 0xff});

    assertThatThrownBy(() -> Cursor.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyAFullPageHasANext() {
    var rows = List.of(3, 2, 1);

    var full = Cursor.page(rows, 2, n -> "row " + n, n -> new Cursor(n, ""));
    var last = Cursor.page(rows, 3, n -> "row " + n, n -> new Cursor(n, ""));

    assertThat(full.items()).containsExactly("row 3", "row 2");
    assertThat(full.next()).isEqualTo(new Cursor(2, "").toString());
    assertThat(last.items()).hasSize(3);
    assertThat(last.next()).isNull();
  }

  @Test
  void limitsAreKeptInBounds() {
    assertThat(Cursor.limit(0)).isEqualTo(1);
    assertThat(Cursor.limit(50)).isEqualTo(50);
    assertThat(Cursor.limit(1_000_000)).isEqualTo(200);
  }
}
