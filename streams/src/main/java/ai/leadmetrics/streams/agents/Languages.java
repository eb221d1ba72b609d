package ai.leadmetrics.streams.agents;

import static java.util.Map.entry;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Guesses the language of a chat message: by its script, and where languages share a script by
 * their commonest words, which are in {@code /agents/languages}. A hint to the model and the choice
 * among our own few phrases.
 */
final class Languages {
  static final String ENGLISH = "en";

  /** The candidates of each script, the likeliest first. */
  private static final Map<UnicodeScript, List<String>> SCRIPTS =
      Map.ofEntries(
          entry(UnicodeScript.DEVANAGARI, List.of("hi", "mr")),
          entry(UnicodeScript.TAMIL, List.of("ta")),
          entry(UnicodeScript.TELUGU, List.of("te")),
          entry(UnicodeScript.KANNADA, List.of("kn")),
          entry(UnicodeScript.MALAYALAM, List.of("ml")),
          entry(UnicodeScript.BENGALI, List.of("bn")),
          entry(UnicodeScript.GUJARATI, List.of("gu")),
          entry(UnicodeScript.GURMUKHI, List.of("pa")),
          entry(UnicodeScript.ARABIC, List.of("ar", "ur")),
          entry(UnicodeScript.HEBREW, List.of("he")),
          entry(UnicodeScript.CYRILLIC, List.of("ru")),
          entry(UnicodeScript.HAN, List.of("zh")),
          entry(UnicodeScript.HIRAGANA, List.of("ja")),
          entry(UnicodeScript.KATAKANA, List.of("ja")),
          entry(UnicodeScript.HANGUL, List.of("ko")),
          entry(UnicodeScript.THAI, List.of("th")),
          entry(UnicodeScript.GREEK, List.of("el")));

  /** English comes last: who mixes languages borrows English words, not its grammar. */
  private static final List<String> LATIN =
      List.of(
          "hi-Latn", "ta-Latn", "te-Latn", "kn-Latn", "ml-Latn", "es", "fr", "de", "pt", ENGLISH);

  /** Mail and web addresses are in no language: "com" is no Portuguese. */
  private static final Pattern ADDRESS =
      Pattern.compile("\\S*(?:@|://|www\\.)\\S*|\\S+\\.(?:com|in|net|org)\\b\\S*");

  /** Letters that Arabic does not have and Urdu is full of. */
  private static final String URDU_LETTERS = "ٹڈڑںےہھگچپژکی";

  private static final Map<String, Set<String>> WORDS =
      List.of(
              "hi", "mr", "ar", "ur", "hi-Latn", "ta-Latn", "te-Latn", "kn-Latn", "ml-Latn", "es",
              "fr", "de", "pt", ENGLISH)
          .stream()
          .collect(Collectors.toMap(language -> language, Languages::load));

  private Languages() {}

  private static Set<String> load(String language) {
    var words = new HashSet<String>();
    LeadPrompt.resource("/agents/languages/" + language + ".txt")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> words.addAll(Arrays.asList(line.strip().split("\\s+"))));
    return words;
  }

  /** An IETF language tag, {@code hi-Latn} for example; English where nothing tells otherwise. */
  static String of(String text) {
    Map<List<String>, Integer> seen = new HashMap<>();
    text.codePoints()
        .filter(Character::isLetter)
        .limit(500)
        .forEach(
            letter ->
                seen.merge(SCRIPTS.getOrDefault(UnicodeScript.of(letter), LATIN), 1, Integer::sum));
    if (seen.containsKey(List.of("ja"))) {
      return "ja";
    }
    var most = seen.entrySet().stream().max(Map.Entry.comparingByValue());
    return most.isEmpty() ? ENGLISH : among(most.get().getKey(), text);
  }

  private static String among(List<String> languages, String text) {
    if (languages.size() == 1) {
      return languages.getFirst();
    }
    if (languages.contains("ur") && text.codePoints().anyMatch(c -> URDU_LETTERS.indexOf(c) >= 0)) {
      return "ur";
    }
    var words =
        List.of(
            ADDRESS
                .matcher(text.toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .split("[^\\p{L}\\p{M}]+"));
    var best = languages.equals(LATIN) ? ENGLISH : languages.getFirst();
    long most = 0;
    for (var language : languages) {
      long count = count(words, language);
      if (count > most) {
        best = language;
        most = count;
      }
    }
    return best;
  }

  private static long count(Collection<String> words, String language) {
    var common = WORDS.getOrDefault(language, Set.of());
    return words.stream().filter(common::contains).count();
  }
}
