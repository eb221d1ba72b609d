package ai.leadmetrics.streams.agents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code lexicon.txt} says of words. */
final class Lexicon {
  /** What a question can ask for of its subject. */
  enum Wanted {
    COST("price"),
    TIME("what time"),
    DISTANCE("how far"),
    COUNT("how many"),
    PLACE("where located"),
    REASON("why"),
    PERSON("who");

    private final String plain;

    Wanted(String plain) {
      this.plain = plain;
    }

    String plain() {
      return plain;
    }
  }

  /** A word or phrase of the lexicon; {@code key} names its meaning. */
  record Entry(String key, boolean empty, boolean weak, boolean negates, @Nullable Wanted wanted) {}

  private static final int LONGEST_PHRASE = 4;
  private static final Map<String, Entry> ENTRIES = new HashMap<>();
  private static final Map<String, Set<String>> IMPLIED = new HashMap<>();
  private static final Map<String, Long> NUMBERS = new HashMap<>();
  private static final Set<String> SINGLE = new HashSet<>();

  static {
    LeadPrompt.resource("/agents/lexicon.txt")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .forEach(Lexicon::read);
  }

  private Lexicon() {}

  private static void read(String line) {
    var words = line.split("\\s+", -1);
    if (words.length == 3 && words[1].equals(">")) {
      IMPLIED.computeIfAbsent(words[0], _ -> new HashSet<>()).add(words[2]);
      return;
    }
    var head = words[0];
    if (head.startsWith("%")) {
      NUMBERS.put(words[1], Long.parseLong(head.substring(1)));
      return;
    }
    Wanted wanted =
        head.startsWith("@") ? Wanted.valueOf(head.substring(1).toUpperCase(Locale.ROOT)) : null;
    for (int i = 1; i < words.length; i++) {
      var entry =
          new Entry(
              head.replace("~", ""),
              head.equals("="),
              head.startsWith("~"),
              head.equals("!"),
              wanted);
      var phrase = words[i].replace('_', ' ');
      ENTRIES.putIfAbsent(phrase, entry);
      ENTRIES.putIfAbsent(stems(phrase), entry);
      SINGLE.addAll(List.of(phrase.split(" ")));
    }
  }

  /** Every word that occurs in it, as it is written there. */
  static Set<String> words() {
    return SINGLE;
  }

  static @Nullable Entry entry(String word) {
    var entry = ENTRIES.get(word);
    return entry == null ? ENTRIES.get(stems(word)) : entry;
  }

  private static String stems(String phrase) {
    return Arrays.stream(phrase.split(" ")).map(Terms::stem).collect(Collectors.joining(" "));
  }

  static @Nullable Long number(String word) {
    return NUMBERS.get(word);
  }

  /** The meanings that {@code key} covers beside itself. */
  static Set<String> implied(String key) {
    return IMPLIED.getOrDefault(key, Set.of());
  }

  /** Words with those that form a phrase of the lexicon joined, the longest first. */
  static List<String> phrases(List<String> words) {
    var joined = new ArrayList<String>();
    int i = 0;
    while (i < words.size()) {
      int length = Math.min(LONGEST_PHRASE, words.size() - i);
      while (length > 1 && entry(String.join(" ", words.subList(i, i + length))) == null) {
        length--;
      }
      joined.add(String.join(" ", words.subList(i, i + length)));
      i += length;
    }
    return joined;
  }
}
