package ai.leadmetrics.entities.crm;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Compares names of people as they write them: with and without surname, initials, typos. */
public final class PersonNames {
  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

  /** Shorter words with one letter changed are other words. */
  private static final int TYPO_FROM = 5;

  private PersonNames() {}

  /**
   * Whether two names can be of one person: each word of the shorter one is a word of the longer
   * one, its initial, or one letter off. Names in different scripts cannot be told apart.
   */
  public static boolean alike(String one, String other) {
    var first = words(one);
    var second = words(other);
    if (first.isEmpty() || second.isEmpty() || script(first) != script(second)) {
      return true;
    }
    var shorter = first.size() <= second.size() ? first : second;
    var longer = shorter == first ? second : first;
    return shorter.stream().allMatch(word -> longer.stream().anyMatch(w -> alikeWords(word, w)));
  }

  private static List<String> words(String name) {
    var plain = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    return BETWEEN
        .splitAsStream(
            plain.codePoints().anyMatch(c -> c > 0x24F && Character.isLetter(c))
                ? plain
                : MARKS.matcher(plain).replaceAll(""))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static Character.UnicodeScript script(List<String> words) {
    return Character.UnicodeScript.of(words.getFirst().codePointAt(0));
  }

  private static boolean alikeWords(String one, String other) {
    if (one.length() == 1 || other.length() == 1) {
      return one.charAt(0) == other.charAt(0);
    }
    return one.equals(other)
        || (Math.min(one.length(), other.length()) >= TYPO_FROM && isOneEdit(one, other));
  }

  /** One letter added, left out or replaced. */
  private static boolean isOneEdit(String one, String other) {
    if (Math.abs(one.length() - other.length()) > 1) {
      return false;
    }
    int head = 0;
    int shorter = Math.min(one.length(), other.length());
    while (head < shorter && one.charAt(head) == other.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && one.charAt(one.length() - 1 - tail) == other.charAt(other.length() - 1 - tail)) {
      tail++;
    }
    return Math.max(one.length(), other.length()) - head - tail <= 1;
  }
}
