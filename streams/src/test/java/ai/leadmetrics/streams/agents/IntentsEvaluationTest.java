package ai.leadmetrics.streams.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * How many emergencies, complaints and STOPs are recognised, and how often something else is taken
 * for one. A field case that started it: "Can I smoke in the room?" raised an emergency.
 */
class IntentsEvaluationTest {
  private static final double UNSEEN_PRECISION = 0.9;
  private static final double UNSEEN_RECALL = 0.85;

  private record Figures(
      double precision, double recall, List<String> wrong, List<String> missed) {}

  @Test
  void recognisesWhatThePhrasesAreFor() {
    var figures = evaluate("intents");
    assertThat(figures.wrong()).isEmpty();
    assertThat(figures.missed()).isEmpty();
  }

  /** Its messages tuned nothing, so these are the figures to expect of others. */
  @Test
  void recognisesUnseenMessages() {
    var figures = evaluate("intents-held-out");
    assertThat(figures.precision()).isGreaterThanOrEqualTo(UNSEEN_PRECISION);
    assertThat(figures.recall()).isGreaterThanOrEqualTo(UNSEEN_RECALL);
  }

  private static Figures evaluate(String file) {
    int right = 0;
    var wrong = new ArrayList<String>();
    var missed = new ArrayList<String>();
    for (var line : LeadPrompt.resource("/agents/" + file + ".txt").lines().toList()) {
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      }
      var parts = line.split("\\|", 2);
      var expected = parts[0].strip();
      var told = told(parts[1].strip());
      if (!told.equals(expected) && !told.equals("none")) {
        wrong.add(told + " for " + line);
      }
      if (!told.equals(expected) && !expected.equals("none")) {
        missed.add(line);
      }
      right += told.equals(expected) && !told.equals("none") ? 1 : 0;
    }
    double precision = (double) right / (right + wrong.size());
    double recall = (double) right / (right + missed.size());
    System.out.printf(
        "== intents, %s: precision %.3f, recall %.3f%n== wrong: %s%n== missed: %s%n",
        file, precision, recall, wrong, missed);
    return new Figures(precision, recall, wrong, missed);
  }

  private static String told(String message) {
    if (Consent.of(List.of(message)) == Consent.OPT_OUT) {
      return "stop";
    }
    for (var intent : List.of(Intents.EMERGENCY, Intents.URGENT_HELP, Intents.COMPLAINT)) {
      if (intent.isIn(message)) {
        return intent.name().toLowerCase(Locale.ROOT);
      }
    }
    return "none";
  }
}
