package ai.leadmetrics.streams.agents;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How many of the telling words of one text are in another. */
final class Words {
  /** Long enough to tell words apart, short enough to see that parking is what one parks for. */
  private static final int STEM = 4;

  private static final Pattern SEPARATOR = Pattern.compile("[^\\p{L}\\p{M}\\d]+");
  private static final Pattern HYPHEN = Pattern.compile("(?<=\\p{L})-(?=\\p{L})");
  private static final Set<String> EMPTY = new HashSet<>();
  private static final Map<String, String> MEANINGS = new HashMap<>();

  static {
    for (var line : LeadPrompt.resource("/agents/words.txt").lines().toList()) {
      if (line.startsWith("=")) {
        EMPTY.addAll(Arrays.asList(line.substring(1).strip().split(" ")));
      } else if (!line.startsWith("#")) {
        var words = line.split(" ");
        for (var word : words) {
          MEANINGS.put(word, words[0]);
        }
      }
    }
  }

  private Words() {}

  /** The words of a text that is nothing but words. */
  static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  /** From 0, nothing in common, to 1, every telling word of {@code asked} is in {@code known}. */
  static double coverage(String asked, String known) {
    var wanted = telling(asked);
    if (wanted.isEmpty()) {
      return 0;
    }
    var there = telling(known);
    return (double) wanted.stream().filter(there::contains).count() / wanted.size();
  }

  private static Set<String> telling(String text) {
    var plain =
        HYPHEN.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("").replace("how much", "cost");
    return SEPARATOR
        .splitAsStream(plain)
        .filter(word -> word.length() > 2 && !EMPTY.contains(word))
        .map(Words::meaning)
        .collect(Collectors.toSet());
  }

  private static String meaning(String word) {
    var same = MEANINGS.get(word);
    if (same != null) {
      return same;
    }
    var singular = word.length() > 3 && word.endsWith("s") ? cut(word, word.length() - 1) : word;
    return cut(singular, STEM);
  }

  private static String cut(String word, int length) {
    return word.length() > length ? word.substring(0, length) : word;
  }
}
