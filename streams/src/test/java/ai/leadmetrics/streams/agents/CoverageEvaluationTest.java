package ai.leadmetrics.streams.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.crm.Qualification;
import ai.leadmetrics.protocol.inbox.Action;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.agents.LeadPrompt.Needs;
import ai.leadmetrics.streams.knowledge.Faq;
import ai.leadmetrics.streams.knowledge.HotelKnowledge;
import ai.leadmetrics.streams.knowledge.MiniLm;
import ai.leadmetrics.streams.tenancy.TemplateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How often the offline model answers what the business's answers cover, and only that: the
 * questions of {@code questions.txt} over the industries' templates and the demo hotel. A field
 * case that started it: FireFistisDead/pdf-qa-bot#135, ragapp/ragapp#91.
 */
class CoverageEvaluationTest {
  private record Asked(String industry, String question, String expected) {
    boolean covered() {
      return !expected.isEmpty();
    }
  }

  private static final double UNSEEN_PRECISION = 0.8;
  private static final double UNSEEN_RECALL = 0.25;

  private final MiniLm embeddings = new MiniLm(2);
  private final Map<String, HotelKnowledge> knowledge = new HashMap<>();

  private record Figures(double precision, double recall, List<String> wrong) {}

  @Test
  void answersWhatIsCoveredAndNothingElse() {
    var figures = evaluate("questions");
    assertThat(figures.wrong()).isEmpty();
    assertThat(figures.recall()).isGreaterThanOrEqualTo(0.9);
  }

  /** Its questions tuned nothing, so these are the figures to expect of others. */
  @Test
  void answersUnseenQuestions() {
    var figures = evaluate("questions-held-out");
    assertThat(figures.precision()).isGreaterThanOrEqualTo(UNSEEN_PRECISION);
    assertThat(figures.recall()).isGreaterThanOrEqualTo(UNSEEN_RECALL);
  }

  private Figures evaluate(String file) {
    int right = 0;
    int covered = 0;
    var wrong = new ArrayList<String>();
    var missed = new ArrayList<String>();
    var all = questions(file);
    for (var asked : all) {
      var answer = answer(asked);
      boolean answered = answer.action() != Action.ESCALATE;
      covered += asked.covered() ? 1 : 0;
      if (answered && asked.covered() && answer.reply().contains(asked.expected())) {
        right++;
      } else if (answered) {
        wrong.add(asked + " -> " + answer.reply());
      } else if (asked.covered()) {
        missed.add(asked.toString());
      }
    }
    double precision = (double) right / (right + wrong.size());
    double recall = (double) right / covered;
    System.out.printf(
        "== coverage, %s: %d questions, %d covered; precision %.3f, recall %.3f%n== wrong: %s%n=="
            + " missed: %s%n",
        file, all.size(), covered, precision, recall, wrong, missed);
    return new Figures(precision, recall, wrong);
  }

  private LeadAnswer answer(Asked asked) {
    var known = knowledge.computeIfAbsent(asked.industry(), this::load);
    var prompt =
        OfflineModelTest.prompt(
            known, asked.question(), List.of(), new Needs(Qualification.NONE, null, List.of()));
    return OfflineModel.answer(prompt);
  }

  private HotelKnowledge load(String industry) {
    return new HotelKnowledge(embeddings, industry.equals("demo") ? demo() : template(industry));
  }

  private static List<Faq> template(String key) {
    return new TemplateStore()
        .named(key).orElseThrow().answers().stream()
            .map(known -> new Faq(known.question(), known.answer()))
            .toList();
  }

  private static List<Faq> demo() {
    try {
      var root = Path.of(System.getProperty("leadmetrics.root", ".."));
      var file = root.resolve("cluster/src/main/resources/demo/lotus-house.json");
      var faqs = new ArrayList<Faq>();
      Json.MAPPER
          .readTree(Files.readString(file))
          .path("faqs")
          .forEach(
              faq -> faqs.add(new Faq(faq.path("question").asText(), faq.path("answer").asText())));
      return faqs;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<Asked> questions(String file) {
    var all = new ArrayList<Asked>();
    var industry = "";
    for (var line : LeadPrompt.resource("/agents/" + file + ".txt").lines().toList()) {
      if (line.startsWith("[")) {
        industry = line.substring(1, line.length() - 1);
      } else if (line.startsWith("+")) {
        var parts = line.substring(1).split("\\|");
        all.add(new Asked(industry, parts[0].strip(), parts[1].strip()));
      } else if (line.startsWith("-")) {
        all.add(new Asked(industry, line.substring(1).strip(), ""));
      }
    }
    return all;
  }
}
