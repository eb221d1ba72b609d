package ai.leadmetrics.streams.agents;

import ai.leadmetrics.streams.knowledge.EnglishWords;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts typing errors right, towards words that matter here and never away from a word that exists:
 * <em>roof</em> does not become <em>room</em>.
 */
final class Spelling {
  private static final int SHORTEST = 4;
  private static final int TWO_ERRORS_FROM = 7;
  private static final Pattern LATIN = Pattern.compile("[a-z]+");
  private static final Pattern DOUBLED = Pattern.compile("(.)\\1+");

  private Spelling() {}

  /**
   * @param known what it may be meant to be, in lower case
   * @return the nearest known word, or the word itself where none is near or two are equally
   */
  static String correct(String word, Collection<String> known) {
    if (word.length() < SHORTEST
        || known.contains(word)
        || !LATIN.matcher(word).matches()
        || EnglishWords.all().contains(word)) {
      return word;
    }
    var single = undoubled(word);
    int allowed = word.length() < TWO_ERRORS_FROM ? 1 : 2;
    var best = word;
    int least = allowed + 1;
    boolean tie = false;
    for (var candidate : candidates(word, known, allowed).toList()) {
      int distance = undoubled(candidate).equals(single) ? 0 : distance(word, candidate);
      // Letters are left out more often than put in.
      boolean better =
          distance < least || (distance == least && candidate.length() > best.length());
      if (better) {
        best = candidate;
        least = distance;
        tie = false;
      } else if (distance == least && candidate.length() == best.length()) {
        tie |= !candidate.equals(best);
      }
    }
    return tie ? word : best;
  }

  private static Stream<String> candidates(String word, Collection<String> known, int allowed) {
    return known.stream()
        .filter(
            candidate ->
                candidate.length() >= SHORTEST
                    && candidate.charAt(0) == word.charAt(0)
                    && Math.abs(candidate.length() - word.length()) <= allowed
                    && LATIN.matcher(candidate).matches());
  }

  private static String undoubled(String word) {
    return DOUBLED.matcher(word).replaceAll("$1");
  }

  /** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
  static int distance(String a, String b) {
    var rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 ? j : j == 0 ? i : least(rows, a, b, i, j);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int least(int[][] rows, String a, String b, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int least = Math.min(rows[i - 1][j - 1] + change, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, 1 + rows[i - 2][j - 2]) : least;
  }
}
