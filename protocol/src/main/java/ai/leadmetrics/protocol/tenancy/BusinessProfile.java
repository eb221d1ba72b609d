package ai.leadmetrics.protocol.tenancy;

import ai.leadmetrics.protocol.kit.InvalidValueException;
import java.util.List;

/**
 * How a business presents itself.
 *
 * @param timeZone IANA name
 * @param tone how the AI speaks, one or two adjectives
 * @param questions what the AI asks to qualify a lead, in order
 */
public record BusinessProfile(
    String name, String industry, String timeZone, String tone, List<Question> questions) {

  static final int MAX_QUESTIONS = 20;

  /**
   * One qualification question.
   *
   * @param field service, urgency, budget, location, decisionMaker or timeline
   */
  public record Question(String field, String text) {}

  public BusinessProfile {
    questions = List.copyOf(questions);
    if (questions.size() > MAX_QUESTIONS) {
      throw new InvalidValueException("a business asks at most " + MAX_QUESTIONS + " questions");
    }
  }
}
