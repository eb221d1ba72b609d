package ai.leadmetrics.protocol.tenancy;

import ai.leadmetrics.protocol.tenancy.BusinessProfile.Question;
import java.util.List;

/** What businesses of an industry usually start from. */
public record IndustryTemplate(
    String key,
    String name,
    String industry,
    String tone,
    BrandVoice voice,
    List<Question> questions,
    OpeningHours hours,
    Triggers triggers,
    List<TemplateAnswer> answers) {

  /** A question customers ask, and an answer to be adapted. */
  public record TemplateAnswer(String question, String answer) {}

  public IndustryTemplate {
    questions = List.copyOf(questions);
    answers = List.copyOf(answers);
  }
}
