package ai.leadmetrics.streams.agents;

import ai.leadmetrics.streams.agents.Lexicon.Wanted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a text speaks of.
 *
 * @param strong meanings that tell what it is about
 * @param weak meanings that many texts of the trade have, such as <em>room</em>
 * @param wanted what is asked of them
 * @param negated whether something turns it round
 * @param numbers the numbers in it, with what stands beside them
 */
record Terms(
    Set<String> strong,
    Set<String> weak,
    Set<Wanted> wanted,
    boolean negated,
    List<Count> numbers) {
  /**
   * A number in a text.
   *
   * @param of meanings right before and after it
   * @param limit whether the text names it as the most there is
   */
  record Count(long number, Set<String> of, boolean limit) {
    /** Whether what this text says of its number holds for the asked one as well. */
    boolean allows(Count asked) {
      return number == asked.number
          || (limit && asked.number < number && of.stream().anyMatch(asked.of::contains));
    }
  }

  private static final Set<String> LIMITS =
      Set.of("up", "most", "within", "under", "below", "maximum", "max");
  private static final Set<String> LEADING =
      Set.of("dont", "doesnt", "isnt", "arent", "cant", "couldnt", "wont", "havent");
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,12})(k|am|pm|st|nd|rd|th)?");
  private static final Pattern LATIN = Pattern.compile("[a-z]+");

  /**
   * @param vocabulary words that typing errors may be meant to be, beside those of the lexicon
   */
  static Terms of(String text, Collection<String> vocabulary) {
    var known = new HashSet<>(Lexicon.words());
    known.addAll(vocabulary);
    var words = Texts.words(text).stream().map(word -> Spelling.correct(word, known)).toList();
    return read(Lexicon.phrases(words));
  }

  /** Of a text of which nothing is known but that it may have typing errors. */
  static Terms corrected(String text) {
    return of(text, Set.of());
  }

  /** Its meanings in English words. */
  String plain() {
    return Stream.of(strong.stream(), weak.stream(), wanted.stream().map(Wanted::plain))
        .flatMap(words -> words)
        .collect(Collectors.joining(" "));
  }

  /** Of a text without typing errors. */
  static Terms of(String text) {
    return read(Lexicon.phrases(Texts.words(text)));
  }

  private static Terms read(List<String> words) {
    var strong = new LinkedHashSet<String>();
    var weak = new LinkedHashSet<String>();
    var wanted = EnumSet.noneOf(Wanted.class);
    boolean negated = false;
    for (int i = 0; i < words.size(); i++) {
      var word = words.get(i);
      var entry = Lexicon.entry(word);
      if (entry == null) {
        if (LEADING.contains(word)) {
          negated |= i > 0;
        } else if (isTelling(word)) {
          strong.add(stem(word));
        }
      } else if (entry.wanted() != null) {
        wanted.add(entry.wanted());
      } else if (entry.negates()) {
        negated = true;
      } else if (!entry.empty()) {
        (entry.weak() ? weak : strong).add(entry.key());
      }
    }
    return new Terms(strong, weak, wanted, negated, counts(words));
  }

  private static boolean isTelling(String word) {
    return word.length() > 1 && Lexicon.number(word) == null && !NUMBER.matcher(word).matches();
  }

  private static boolean isEmpty(String word) {
    var entry = Lexicon.entry(word);
    return entry != null && entry.empty();
  }

  private static List<Count> counts(List<String> words) {
    var counts = new ArrayList<Count>();
    for (int i = 0; i < words.size(); i++) {
      var named = Lexicon.number(words.get(i));
      var matcher = NUMBER.matcher(words.get(i));
      if (named == null && !matcher.matches()) {
        continue;
      }
      long number = named == null ? Long.parseLong(matcher.group(1)) : named;
      if (named == null && "k".equals(matcher.group(2))) {
        number *= 1_000;
      }
      boolean limit =
          (i > 0 && LIMITS.contains(words.get(i - 1)))
              || (i > 1 && LIMITS.contains(words.get(i - 2)) && isEmpty(words.get(i - 1)));
      var of = new HashSet<String>();
      beside(words, i, -1, of);
      beside(words, i, 1, of);
      counts.add(new Count(number, of, limit));
    }
    return counts;
  }

  /** The nearest meaning to one side. */
  private static void beside(List<String> words, int from, int step, Set<String> into) {
    for (int i = from + step; i >= 0 && i < words.size(); i += step) {
      var word = words.get(i);
      var entry = Lexicon.entry(word);
      if (LIMITS.contains(word) || (entry != null && entry.empty())) {
        continue;
      }
      into.add(entry == null ? stem(word) : entry.key());
      return;
    }
  }

  /** Whether it says anything that can be asked about. */
  boolean isEmpty() {
    return strong.isEmpty() && weak.isEmpty() && wanted.isEmpty() && numbers.isEmpty();
  }

  /** Everything it covers, more general meanings included. */
  Set<String> covered() {
    var all = new HashSet<>(strong);
    all.addAll(weak);
    for (var key : List.copyOf(all)) {
      all.addAll(Lexicon.implied(key));
    }
    return all;
  }

  /** An English word without its ending; other words as they are. */
  static String stem(String word) {
    if (word.length() < 4 || !LATIN.matcher(word).matches()) {
      return word;
    }
    var plain = cut(cut(plural(word), "ing", 5), "ed", 4);
    return plain.length() > 3 && plain.endsWith("e")
        ? plain.substring(0, plain.length() - 1)
        : plain;
  }

  private static String plural(String word) {
    if (word.endsWith("ies") && word.length() > 4) {
      return word.substring(0, word.length() - 3) + 'y';
    }
    boolean plural =
        word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us") && !word.endsWith("is");
    return plural ? word.substring(0, word.length() - 1) : word;
  }

  private static String cut(String word, String ending, int longerThan) {
    if (!word.endsWith(ending) || word.length() <= longerThan) {
      return word;
    }
    var stem = word.substring(0, word.length() - ending.length());
    int last = stem.length() - 1;
    boolean doubled =
        last > 1
            && stem.charAt(last) == stem.charAt(last - 1)
            && stem.charAt(last) != 's'
            && stem.charAt(last) != 'l';
    return doubled ? stem.substring(0, last) : stem;
  }
}
