package ai.leadmetrics.streams.agents;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Splits a message into what is said one after another. */
final class Clauses {
  /** More would be no conversation any more. */
  private static final int MAX = 12;

  private static final String STARTER =
      "(?:do|does|did|is|are|can|could|may|will|would|shall|should|what|what's|whats|when|where|which|how|who|why|any|tell|have"
          + " you|has|please|kya|kitna|kitne|kab|kahan)\\b";
  private static final Pattern BREAK =
      Pattern.compile(
          "(?<=[.!?؟۔।…])\\s+|(?<=[!?؟।])(?=\\p{L})|[\\n\\r;]+|^\\s*(?:[-•*–]|\\d{1,2}\\.)(?=\\s)"
              + "|(?<![\\p{L}\\p{N}])\\(?\\d{1,2}\\)(?=\\s)"
              + "|[,:]?\\s+\\bbut\\b\\s+|(?::|\\s[-–—]+)\\s+(?="
              + STARTER
              + ")|\\s*,\\s*(?:and\\s+|also\\s+|or\\s+|plus\\s+)?(?="
              + STARTER
              + ")|\\s+(?:and|also|plus|aur|&)\\s+(?:also\\s+)?(?="
              + STARTER
              + ")",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.MULTILINE);
  private static final Pattern LIST =
      Pattern.compile(
          "\\s*,\\s*(?:and\\s+|or\\s+|aur\\s+)?|\\s+(?:and|or|&|aur|\\+|plus)\\s+|\\s*/\\s*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ABBREVIATED =
      Pattern.compile("\\b(?:rs|no|mr|mrs|dr|st)\\.$", Pattern.CASE_INSENSITIVE);

  private Clauses() {}

  static List<String> of(String message) {
    var clauses = new ArrayList<String>();
    for (var piece : BREAK.split(message, -1)) {
      var clause = piece.strip();
      if (clause.isEmpty()) {
        continue;
      }
      boolean continues = !clauses.isEmpty() && ABBREVIATED.matcher(clauses.getLast()).find();
      if (continues || clauses.size() == MAX) {
        clauses.add(clauses.removeLast() + ' ' + clause);
      } else {
        clauses.add(clause);
      }
    }
    return joined(clauses);
  }

  /** A piece that says nothing by itself belongs to the next one; a mere question to the last. */
  private static List<String> joined(List<String> clauses) {
    var whole = new ArrayList<String>();
    var open = "";
    for (var clause : clauses) {
      boolean fragment = isFragment(clause);
      if (fragment && clause.endsWith("?") && open.isEmpty() && !whole.isEmpty()) {
        whole.add(whole.removeLast() + ' ' + clause);
      } else if (fragment) {
        open = (open + ' ' + clause).strip();
      } else {
        whole.add((open + ' ' + clause).strip());
        open = "";
      }
    }
    if (!open.isEmpty()) {
      whole.add(whole.isEmpty() ? open : whole.removeLast() + ' ' + open);
    }
    return whole;
  }

  private static boolean isFragment(String clause) {
    return Intents.all(clause).isEmpty()
        && !Intents.ABOUT_US.isIn(clause)
        && !Intents.WHY_ASK.isIn(clause)
        && !Intents.HOURS.isIn(clause)
        && Terms.of(clause).isEmpty();
  }

  /** A message, and each part in the words of the lexicon: typing errors and Hindi find nothing. */
  static String searchable(String message, List<String> parts) {
    return Stream.concat(
            Stream.of(message), parts.stream().map(part -> Terms.corrected(part).plain()))
        .filter(text -> !text.isBlank())
        .distinct()
        .collect(Collectors.joining("\n"));
  }

  /** The items of a list in a clause; one where there is none. */
  static List<String> items(String clause) {
    return LIST.splitAsStream(clause).map(String::strip).filter(item -> !item.isEmpty()).toList();
  }

  /** What a clause is about, for reading aloud: without greeting, question words and marks. */
  static String topic(String clause) {
    var plain = Stream.of(clause).map(Clauses::bare).findFirst().orElse(clause);
    int end = plain.offsetByCodePoints(0, Math.min(80, plain.codePointCount(0, plain.length())));
    return end < plain.length() ? plain.substring(0, end).strip() + "…" : plain;
  }

  private static final Pattern OPENING =
      Pattern.compile(
          "^(?:(?:hi|hello|hey|and|also|please|pls|so|ok|okay|do you"
              + " (?:have|offer|allow|provide)|(?:is|are) there|can (?:i|we) (?:get|have)|is|are|do"
              + " you|any|the|an?)\\b[\\s,]*)+",
          Pattern.CASE_INSENSITIVE);

  private static String bare(String clause) {
    var trimmed = clause.replaceAll("[\\s\\p{P}&&[^)”\"]]+$", "").strip();
    var rest = OPENING.matcher(trimmed).replaceFirst("");
    return rest.isBlank() ? trimmed : rest;
  }
}
