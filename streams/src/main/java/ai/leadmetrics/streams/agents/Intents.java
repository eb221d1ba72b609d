package ai.leadmetrics.streams.agents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What people mean, told by the word lists in {@code /agents/intents}, one file per language. All
 * lists are tried on every text: people mix languages.
 */
enum Intents {
  EMERGENCY,
  URGENT_HELP,
  COMPLAINT,
  CANCEL,
  BOOK,
  HYPOTHETICAL,
  ENQUIRY,
  STOP,
  START,
  REFUSAL,
  GOODBYE,
  THANKS,
  GREETING,
  ACKNOWLEDGEMENT,
  WHY_ASK,
  ABOUT_US,
  HOURS,
  FILLER,
  QUESTION;

  /** What a text may consist of without asking or telling anything. */
  static final Set<Intents> SOCIAL =
      EnumSet.of(STOP, START, REFUSAL, GOODBYE, THANKS, GREETING, ACKNOWLEDGEMENT);

  private static final List<String> FILES = List.of("en", "hi", "hi-Latn", "other");
  private static final int LONGEST = 7;

  /** Of one intent: whole texts, beginnings, and phrases anywhere in a text. */
  private record Lists(Set<String> whole, List<String> first, List<String> within) {}

  private static final Map<Intents, Lists> LISTS = new EnumMap<>(Intents.class);

  static {
    for (var intent : values()) {
      LISTS.put(intent, new Lists(new HashSet<>(), new ArrayList<>(), new ArrayList<>()));
    }
    for (var file : FILES) {
      LeadPrompt.resource("/agents/intents/" + file + ".txt")
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(Intents::read);
    }
  }

  private static void read(String line) {
    var parts = line.split(" ", 3);
    var lists = lists(Intents.valueOf(parts[0].toUpperCase(Locale.ROOT)));
    var phrases = Arrays.stream(parts[2].split("\\|")).map(Texts::padded).toList();
    switch (parts[1]) {
      case "=" -> phrases.forEach(phrase -> lists.whole.add(phrase.strip()));
      case "^" -> lists.first.addAll(phrases);
      case "~" -> lists.within.addAll(phrases);
      default -> throw new IllegalStateException("not a line of intents: " + line);
    }
  }

  private static Lists lists(Intents intent) {
    return Objects.requireNonNull(LISTS.get(intent));
  }

  /** Whether the text contains a phrase of the intent, at any place. */
  boolean isIn(String text) {
    var padded = Texts.padded(text);
    return lists(this).within.stream().anyMatch(padded::contains)
        || lists(this).first.stream().anyMatch(padded::startsWith);
  }

  /** Whether the text says nothing but this, politely or not. */
  boolean isAll(String text) {
    return all(text).equals(EnumSet.of(this));
  }

  /** The social intents that a text consists of; none where it says anything else. */
  static Set<Intents> all(String text) {
    var words = Texts.words(text);
    var found = EnumSet.noneOf(Intents.class);
    int i = 0;
    while (i < words.size()) {
      int taken = 0;
      for (int length = Math.min(LONGEST, words.size() - i); length > 0 && taken == 0; length--) {
        var phrase = String.join(" ", words.subList(i, i + length));
        if (lists(FILLER).whole.contains(phrase)) {
          taken = length;
        }
        for (var intent : SOCIAL) {
          if (lists(intent).whole.contains(phrase)) {
            found.add(intent);
            taken = length;
            break;
          }
        }
      }
      if (taken == 0) {
        return EnumSet.noneOf(Intents.class);
      }
      i += taken;
    }
    return found;
  }
}
