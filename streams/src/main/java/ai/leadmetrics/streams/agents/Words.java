package ai.leadmetrics.streams.agents;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether two texts have a word in common that says something. */
final class Words {
  /** Long enough to tell words apart, short enough to see that parking is what one parks for. */
  private static final int STEM = 4;

  private static final Pattern SEPARATOR = Pattern.compile("[^\\p{L}\\p{M}\\d]+");
  private static final Set<String> EMPTY =
      words(
          """
          the and are you your have has had can could does did for from with there what
          when where which who how why much many any all our out not was were will would
          may please want need like know tell this that these those them they she her his
          him its get got yes also hello thanks thank good some about into open free offer
          available whole
          """);

  private Words() {}

  /** The words of a text that is nothing but words. */
  static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  static boolean shared(String one, String other) {
    var stems = stems(other);
    return stems(one).stream().anyMatch(stems::contains);
  }

  private static Set<String> stems(String text) {
    return SEPARATOR
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> word.length() > 2 && !EMPTY.contains(word))
        .map(
            word ->
                word.length() > 3 && word.endsWith("s")
                    ? word.substring(0, word.length() - 1)
                    : word)
        .map(word -> word.length() > STEM ? word.substring(0, STEM) : word)
        .collect(Collectors.toSet());
  }
}
