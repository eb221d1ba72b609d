package ai.leadmetrics.streams.agents;

import static java.util.Map.entry;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Guesses the language of a chat message: by its script, and for Latin script by its commonest
 * words. Only a hint to the model and the choice among our own few phrases.
 */
final class Languages {
  private static final Map<UnicodeScript, String> SCRIPTS =
      Map.ofEntries(
          entry(UnicodeScript.DEVANAGARI, "hi"),
          entry(UnicodeScript.TAMIL, "ta"),
          entry(UnicodeScript.TELUGU, "te"),
          entry(UnicodeScript.KANNADA, "kn"),
          entry(UnicodeScript.MALAYALAM, "ml"),
          entry(UnicodeScript.BENGALI, "bn"),
          entry(UnicodeScript.GUJARATI, "gu"),
          entry(UnicodeScript.GURMUKHI, "pa"),
          entry(UnicodeScript.ARABIC, "ar"),
          entry(UnicodeScript.HEBREW, "he"),
          entry(UnicodeScript.CYRILLIC, "ru"),
          entry(UnicodeScript.HAN, "zh"),
          entry(UnicodeScript.HIRAGANA, "ja"),
          entry(UnicodeScript.KATAKANA, "ja"),
          entry(UnicodeScript.HANGUL, "ko"),
          entry(UnicodeScript.THAI, "th"),
          entry(UnicodeScript.GREEK, "el"));

  private static final Map<String, Set<String>> WORDS =
      Map.of(
          "en",
          Words.words(
              """
              the is are you do have what how when and for can i we to of my please a in
              """),
          "es",
          Words.words(
              """
              el los las una qué que cómo cuánto cuesta hola para tienen hay con por favor
              gracias quiero es habitación
              """),
          "fr",
          Words.words(
              """
              le les une est vous avez bonjour combien pour je des avec merci quel quelle
              chambre et du nous voudrais
              """),
          "de",
          Words.words(
              """
              der die das ist sie haben hallo wie viel ich und für ein eine bitte danke zimmer
              kostet gibt wir
              """),
          "pt",
          Words.words(
              """
              os uma você vocês olá quanto custa para tem obrigado com não quero quarto por
              têm são qual meu um
              """),
          "hi",
          Words.words(
              """
              hai kya kitna kitne kab kahan mujhe chahiye aap hain nahi karo ka ki ke mein
              haan batao bataiye namaste
              """));

  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");

  private Languages() {}

  /** ISO 639-1; English where nothing tells otherwise. */
  static String of(String text) {
    var script = script(text);
    return script == null ? byWords(text) : script;
  }

  private static @Nullable String script(String text) {
    Map<String, Integer> seen = new HashMap<>();
    text.codePoints()
        .filter(Character::isLetter)
        .limit(500)
        .forEach(
            letter -> {
              var language = SCRIPTS.get(UnicodeScript.of(letter));
              seen.merge(language == null ? "" : language, 1, Integer::sum);
            });
    if (seen.containsKey("ja")) {
      return "ja";
    }
    var most = seen.entrySet().stream().max(Map.Entry.comparingByValue());
    return most.isEmpty() || most.get().getKey().isEmpty() ? null : most.get().getKey();
  }

  private static String byWords(String text) {
    var words = NO_LETTERS.split(text.toLowerCase(Locale.ROOT));
    var best = "en";
    long most = count(words, "en");
    for (var language : new String[] {"es", "fr", "de", "pt", "hi"}) {
      long count = count(words, language);
      if (count > most) {
        best = language;
        most = count;
      }
    }
    return best;
  }

  private static long count(String[] words, String language) {
    var common =
        WORDS.getOrDefault(
            language,
            Words.words(
                """

                """));
    return Arrays.stream(words).filter(common::contains).count();
  }
}
