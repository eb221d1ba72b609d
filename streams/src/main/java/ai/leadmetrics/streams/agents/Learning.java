package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.crm.Qualification;
import ai.leadmetrics.protocol.tenancy.BusinessProfile.Question;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a message tells of the lead.
 *
 * @param answersUs whether the whole message is the answer to what we just asked
 */
record Learning(Qualification facts, boolean answersUs) {
  private static final Pattern ASKS = Pattern.compile("[?？؟]");
  private static final Pattern HAS_LETTER = Pattern.compile("\\p{L}|\\d");

  /** What rules find in the text, and the text itself where it answers what was just asked. */
  static Learning from(LeadPrompt prompt) {
    var history = prompt.history();
    boolean ours = !history.isEmpty() && history.getLast().from().equals(Dialogue.AI);
    return from(
        prompt.message(),
        ours ? history.getLast().text() : "",
        prompt.qualification().openQuestions());
  }

  /**
   * @param before what we said last
   * @param open what is still to be asked
   */
  static Learning from(String message, String before, List<Question> open) {
    var found = Facts.in(message);
    var asked =
        open.stream().filter(question -> before.endsWith(question.text())).findFirst().orElse(null);
    if (asked == null || isSomethingElse(message)) {
      return new Learning(found, false);
    }
    if (valueOf(found, asked.field()) != null) {
      return new Learning(found, true);
    }
    return tellsMore(message, found)
        ? new Learning(found, false)
        : new Learning(found.merge(only(asked.field(), message.strip())), true);
  }

  private static boolean isSomethingElse(String message) {
    return ASKS.matcher(message).find()
        || Intents.QUESTION.isIn(message)
        || Intents.WHY_ASK.isIn(message)
        || !Intents.all(message).isEmpty()
        || !HAS_LETTER.matcher(message).find();
  }

  /** A whole sentence with facts of its own is not the answer to what was asked. */
  private static boolean tellsMore(String message, Qualification found) {
    int words = message.strip().split("\\s+").length;
    return words > (found.known() > 0 ? 4 : 15) || message.length() > 120;
  }

  private static Qualification only(String field, String value) {
    return new Qualification(
        field.equals("service") ? value : null,
        field.equals("urgency") ? value : null,
        field.equals("budget") ? value : null,
        field.equals("location") ? value : null,
        field.equals("decisionMaker") ? value : null,
        field.equals("timeline") ? value : null);
  }

  static @Nullable String valueOf(Qualification known, String field) {
    return switch (field) {
      case "service" -> known.service();
      case "urgency" -> known.urgency();
      case "budget" -> known.budget();
      case "location" -> known.location();
      case "decisionMaker" -> known.decisionMaker();
      case "timeline" -> known.timeline();
      default -> null;
    };
  }
}
