package ai.leadmetrics.streams.kit;

import static ai.leadmetrics.protocol.inbox.ConversationCommand.MAX_TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

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
}
