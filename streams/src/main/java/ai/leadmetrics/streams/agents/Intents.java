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

  private static final List<String> FILES = List.of("en", "hi", "hi-Latn", "south-Latn", "other");
  private static final int LONGEST = 7;

  /**
   * Of one intent: whole texts, beginnings, phrases anywhere in a text, and phrases that look like
   * it and mean something else.
   */
  private record Lists(
      Set<String> whole, List<String> first, List<String> within, List<String> other) {
    Lists() {
      this(new HashSet<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  private static final Map<Intents, Lists> LISTS = new EnumMap<>(Intents.class);

  static {
    for (var intent : values()) {
      LISTS.put(intent, new Lists());
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
    var phrases = Arrays.stream(parts[2].split("\\|")).map(Intents::phrase).toList();
    switch (parts[1]) {
      case "=" -> phrases.forEach(phrase -> lists.whole.add(phrase.strip()));
      case "^" -> lists.first.addAll(phrases);
      case "~" -> lists.within.addAll(phrases);
      case "!" -> lists.other.addAll(phrases);
      default -> throw new IllegalStateException("not a line of intents: " + line);
    }
  }

  /** With a space at each end; without the last where a star leaves the word's ending open. */
  private static String phrase(String written) {
    var padded = Texts.padded(written);
    return written.strip().endsWith("*") ? padded.stripTrailing() : padded;
  }

  private static Lists lists(Intents intent) {
    return Objects.requireNonNull(LISTS.get(intent));
  }

  /** Whether the text contains a phrase of the intent, at any place. */
  boolean isIn(String text) {
    var padded = Texts.padded(text);
    for (var other : lists(this).other) {
      padded = padded.replace(other, " ");
    }
    return mentions(padded);
  }

  private boolean mentions(String padded) {
    return lists(this).within.stream().anyMatch(padded::contains)
        || lists(this).first.stream().anyMatch(padded::startsWith);
  }

  /** Whether the text says nothing but this, politely or not. */
  boolean isAll(String text) {
    return all(text).equals(EnumSet.of(this));
  }

  /** Whether the text only leads to what is said next, as "but one question". */
  static boolean isFiller(String text) {
    var words = Texts.words(text);
    int i = 0;
    while (i < words.size()) {
      int taken = Math.min(LONGEST, words.size() - i);
      while (taken > 0
          && !lists(FILLER).whole.contains(String.join(" ", words.subList(i, i + taken)))) {
        taken--;
      }
      if (taken == 0) {
        return false;
      }
      i += taken;
    }
    return !words.isEmpty();
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
