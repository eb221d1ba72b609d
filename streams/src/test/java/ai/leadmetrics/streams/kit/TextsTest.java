package ai.leadmetrics.streams.kit;

import static ai.leadmetrics.protocol.inbox.ConversationCommand.MAX_TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of the field case long-and-odd-text among others. */
class TextsTest {
  @Test
  void cleanTextIsTheSameObject() {
    var text = "नमस्ते 😀";
    assertThat(Texts.clean(text)).isSameAs(text);
  }

  @Test
  void anyCharactersBecomeTextThatSurvivesUtf8() {
    var random = new Random(3);
    for (int round = 0; round < 5_000; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(
            (char)
                (random.nextInt(4) == 0 ? 0xD800 + random.nextInt(0x800) : random.nextInt(0x300)));
      }
      var clean = Texts.clean(text.toString());
      assertThat(clean).doesNotContain("\0");
      assertThat(new String(clean.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
          .isEqualTo(clean);
    }
  }

  @Test
  void limitIsKeptToTheCharacter() {
    assertThat(Texts.message("x".repeat(MAX_TEXT))).hasSize(MAX_TEXT).doesNotContain("cut");
    assertThat(Texts.message("x".repeat(MAX_TEXT + 1))).hasSize(MAX_TEXT).endsWith("characters]");
    assertThat(Texts.line("x".repeat(50), 10)).hasSize(10).endsWith("…");
  }

  @ParameterizedTest
  @CsvSource({
    "'\u202Eevil\u202C Name\u200B', evil Name",
    "'Asha\u2066\u2069 Rao', Asha Rao",
    "'Asha\u200F\uFEFF\u00AD Rao', Asha Rao",
    "'Asha\n\tRao', Asha Rao",
    "'  Asha\u00A0\u3000Rao ', Asha Rao",
    "'A\u200Bs\u200Cha', Asha",
    "'क\u094D\u200Dष', 'क\u094D\u200Dष'",
    "'می\u200Cخواهم', 'می\u200Cخواهم'",
    "'👩\u200D🚀 Meera ❤\uFE0F', '👩\u200D🚀 Meera ❤\uFE0F'",
    "'שרה', 'שרה'",
    "'🌸', '🌸'",
    "'7', 7"
  })
  void nameIsShownWithoutWhatWouldChangeItsSurroundings(String written, String shown) {
    assertThat(Texts.name(written, 200)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\u200F\u200E\u200B", "\u3164", "\u2800 \uFEFF", ".", "---", "\u0000"})
  void nameOfNothingThatNamesIsNone(String written) {
    assertThat(Texts.name(written, 200)).isNull();
  }

  @Test
  void textIsVisibleWhereAReaderSeesSomething() {
    assertThat(Texts.isVisible("\u200F\u200E\u200B")).isFalse();
    assertThat(Texts.isVisible(" \n\u3164\u2800\uFE0F\u200D")).isFalse();
    assertThat(Texts.isVisible("2")).isTrue();
    assertThat(Texts.isVisible("?")).isTrue();
    assertThat(Texts.isVisible("👍🏽")).isTrue();
  }
}
