package ai.leadmetrics.streams.agents;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What needs no model: somebody who plainly asks for a person gets one at once, whatever a model
 * would have made of it.
 */
final class Router {
  private static final List<Pattern> FOR_A_PERSON = load();

  private Router() {}

  static boolean asksForPerson(String message) {
    return FOR_A_PERSON.stream().anyMatch(pattern -> pattern.matcher(message).find());
  }

  private static List<Pattern> load() {
    var lines =
        LeadPrompt.resource("/agents/asks-for-person.txt")
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();
    var person = lines.getFirst().substring(1);
    return lines.stream().skip(1).map(line -> pattern(line.replace("{person}", person))).toList();
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(
        regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
  }
}
