package ai.leadmetrics.protocol.tenancy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Words of customers that call for more than an answer.
 *
 * @param hotLead who writes them is in a hurry to buy
 * @param escalation who writes them gets a person
 */
public record Triggers(List<String> hotLead, List<String> escalation) {
  public static final Triggers NONE = new Triggers(List.of(), List.of());

  public Triggers {
    hotLead = List.copyOf(hotLead);
    escalation = List.copyOf(escalation);
  }

  public boolean isHot(String message) {
    return mentions(message, hotLead);
  }

  public boolean escalates(String message) {
    return mentions(message, escalation);
  }

  /** Whole words only: who writes of a concert does not mean the con. */
  private static boolean mentions(String message, List<String> phrases) {
    var words = words(message);
    return phrases.stream().anyMatch(phrase -> words.contains(words(phrase)));
  }

  private static String words(String text) {
    var plain = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ").strip();
    return ' ' + plain + ' ';
  }

  Map<String, String> problems() {
    var problems = new LinkedHashMap<String, String>();
    var limits = new Limits(problems);
    limits.texts("hotLead", hotLead, 30, 80);
    limits.texts("escalation", escalation, 30, 80);
    for (var phrase : hotLead) {
      limits.require("hotLead", !words(phrase).isBlank(), "each entry needs a word");
    }
    for (var phrase : escalation) {
      limits.require("escalation", !words(phrase).isBlank(), "each entry needs a word");
    }
    return problems;
  }
}
