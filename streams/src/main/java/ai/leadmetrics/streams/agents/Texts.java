package ai.leadmetrics.streams.agents;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as rules compare it. */
final class Texts {
  private static final Pattern SEPARATOR = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
  private static final Pattern APOSTROPHE = Pattern.compile("(?<=\\p{L})['’‘`](?=\\p{L})");
  private static final Pattern GROUPED = Pattern.compile("(?<=\\d),(?=\\d{2,3}\\b)");

  private Texts() {}

  /** Lower case words; {@code don't} is one word, {@code check-in} two, {@code 5,000} one. */
  static List<String> words(String text) {
    var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    var joined = GROUPED.matcher(APOSTROPHE.matcher(plain).replaceAll("")).replaceAll("");
    return SEPARATOR.splitAsStream(joined).filter(word -> !word.isEmpty()).toList();
  }

  /** The words with one space around each, so that phrases can be looked for. */
  static String padded(String text) {
    return ' ' + String.join(" ", words(text)) + ' ';
  }
}
