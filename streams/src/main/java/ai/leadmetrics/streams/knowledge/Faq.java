package ai.leadmetrics.streams.knowledge;

/** A question customers ask and the answer the business gives. */
public record Faq(String question, String answer) {
  public Faq {
    if (question.isBlank() || question.length() > 500) {
      throw new IllegalArgumentException("a question has 1 to 500 characters");
    }
    if (answer.isBlank() || answer.length() > 2_000) {
      throw new IllegalArgumentException("an answer has 1 to 2000 characters");
    }
  }

  String whole() {
    return question + '\n' + answer;
  }
}
