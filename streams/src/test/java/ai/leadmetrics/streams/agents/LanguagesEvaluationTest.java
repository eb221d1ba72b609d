package ai.leadmetrics.streams.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

/**
 * How often the language of a short message is told right, by the messages of {@code messages.txt}.
 * Field cases that started it: pemistahl/lingua-py#153, goru001/inltk#76, AI4Bharat/IndicLID#4.
 */
class LanguagesEvaluationTest {
  private static final double UNSEEN = 0.85;

  @Test
  void tellsShortMessagesApart() {
    assertThat(accuracy("messages", 20)).isGreaterThanOrEqualTo(0.95);
  }

  /** Its messages tuned nothing, so this is the figure to expect of others. */
  @Test
  void tellsUnseenMessagesApart() {
    assertThat(accuracy("messages-held-out", 10)).isGreaterThanOrEqualTo(UNSEEN);
  }

  private static double accuracy(String file, int atLeast) {
    var wrong = new ArrayList<String>();
    var perLanguage = new LinkedHashMap<String, String>();
    int total = 0;
    var lines = LeadPrompt.resource("/agents/" + file + ".txt").lines().toList();
    for (int i = 0; i + 1 < lines.size(); i++) {
      if (!lines.get(i).startsWith("[")) {
        continue;
      }
      var language = lines.get(i).substring(1, lines.get(i).length() - 1);
      var messages = lines.get(i + 1).split("\\|");
      assertThat(messages).as(language).hasSizeGreaterThanOrEqualTo(atLeast);
      int right = 0;
      for (var message : messages) {
        var told = Languages.of(message.strip());
        if (told.equals(language)) {
          right++;
        } else {
          wrong.add(language + " as " + told + ": " + message.strip());
        }
      }
      total += messages.length;
      perLanguage.put(language, right + "/" + messages.length);
    }
    double accuracy = 1 - (double) wrong.size() / total;
    System.out.printf(
        "== languages, %s: accuracy %.3f of %d messages; %s%n== wrong: %s%n",
        file, accuracy, total, perLanguage, wrong);
    return accuracy;
  }
}
