package ai.leadmetrics.streams.agents;

import ai.leadmetrics.streams.agents.Lexicon.Wanted;
import java.util.regex.Pattern;

/** Patterns by which an answer shows that it states a price, a time or another thing asked for. */
final class Evidence {
  private static final Pattern COST =
      pattern(
          "[₹$€]\\s*\\d|\\b(?:rs\\.?|inr)\\s*\\d|\\b(?:is|are|it's)\\s+(?:\\w+\\s+)?(?:free|included|complimentary)\\b|\\bfree"
              + " of charge\\b|\\bwithout a fee\\b|\\bis free\\b|\\bstay free\\b|\\bfee"
              + " depends\\b|\\bdepends on\\b");
  private static final Pattern TIME =
      pattern(
          "\\b\\d{1,2}(?::\\d{2})?\\s*(?:am|pm|a\\.m|p\\.m)\\b|\\b\\d{1,2}:\\d{2}\\b|\\bnoon\\b|\\bmidnight\\b|\\b(?:all|on"
              + " all) days\\b|\\bday and night\\b|\\b24 ?(?:x|/) ?7\\b");
  private static final Pattern DISTANCE =
      pattern("\\b(?:minutes?|km|kilomet(?:er|re)s?|met(?:er|re)s|hours?|blocks?)\\b");
  private static final Pattern COUNT =
      pattern(
          "\\b\\d+\\s+(?:guests?|people|persons?|learners?|students?|rooms?|seats?|suites?|cars?)\\b");
  private static final Pattern PLACE =
      pattern(
          "\\b(?:in|on|at|inside|near|opposite|behind|in front of|next"
              + " to)\\s+(?:the|our|front)?\\s*"
              + "(?:\\p{L}+\\s+){0,2}(?:gate|house|garden|courtyard|lane|road|street|avenue|floor|centres?|beach|fort|market|lobby)\\b|\\bour"
              + " (?:courtyard|garden|rooftop|lobby)\\b");
  private static final Pattern NEVER = Pattern.compile("(?!)");

  private Evidence() {}

  static Pattern of(Wanted wanted) {
    return switch (wanted) {
      case COST -> COST;
      case TIME -> TIME;
      case DISTANCE -> DISTANCE;
      case COUNT -> COUNT;
      case PLACE -> PLACE;
      case REASON, PERSON -> NEVER;
    };
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(
        regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
  }
}
