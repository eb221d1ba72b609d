package ai.leadmetrics.streams.identity;

import ai.leadmetrics.streams.kit.Port;
import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.StandardKeyboards;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.ZxcvbnBuilder;
import com.nulabinc.zxcvbn.matchers.Dictionary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import me.gosimple.nbvcxz.resources.DictionaryUtil;

/**
 * Which passwords are no use. Decided offline: the estimator knows the 100,000 passwords that
 * leaked most often, favourites of India (gods, cricketers, cities, films), words, names, dates and
 * keyboard walks, and sees through the usual substitutions, additions and spaces.
 */
@Port
public final class PasswordRules {
  public static final int MIN = 10;
  private static final int MAX = 200;

  /**
   * What follows only makes a password stronger, and estimating takes longer than linear time: odd
   * characters, which may stand for several letters each, 250 ms for so many and 2 s for a hundred.
   */
  private static final int ESTIMATED = 32;

  /**
   * Guesses, as a power of ten, which a stolen hash of ours withstands for years. Ten random
   * characters need 10^10; a known word with a sign and a number, such as India@1234, is put at
   * 10^8 or little more, however common its word is.
   */
  private static final double SAFE = 9.5;

  /** What words are written with or without. */
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  /** Of the leaked ones, so many come before the favourites, which no list of the world counts. */
  private static final int FIRST = 1_000;

  /** The estimator's own list, of which ours has more. */
  private static final String PASSWORDS = "passwords";

  /** Parts of names and addresses shorter than this occur in passwords by accident. */
  private static final int TELLING = 4;

  private static final Zxcvbn ESTIMATOR = estimator();

  /** Why a password was refused; the code is stable. */
  public enum Flaw {
    TOO_SHORT("must have at least " + MIN + " characters"),
    TOO_LONG("must have at most " + MAX + " characters"),
    PERSONAL("must not contain your name or e-mail address"),
    COMMON("is among the first that anybody would try; use several unrelated words");

    private final String message;

    Flaw(String message) {
      this.message = message;
    }

    public String code() {
      return "password_" + name().toLowerCase(Locale.ROOT);
    }

    public String message() {
      return message;
    }
  }

  private PasswordRules() {}

  /** What is wrong with a password of the user with this address and name; empty if nothing is. */
  public static Optional<Flaw> flaw(String password, String email, String name) {
    if (password.codePointCount(0, password.length()) < MIN) {
      return Optional.of(Flaw.TOO_SHORT);
    }
    if (password.length() > MAX) {
      return Optional.of(Flaw.TOO_LONG);
    }
    var lower = password.toLowerCase(Locale.ROOT);
    var telling = telling(email, name);
    if (telling.stream().anyMatch(lower::contains)) {
      return Optional.of(Flaw.PERSONAL);
    }
    var head = password.substring(0, Math.min(password.length(), ESTIMATED));
    var together = SEPARATORS.matcher(head).replaceAll("");
    boolean weak =
        isWeak(head, telling)
            || (together.length() < head.length()
                && together.length() >= MIN
                && isWeak(together, telling));
    return weak ? Optional.of(Flaw.COMMON) : Optional.empty();
  }

  private static boolean isWeak(String password, List<String> telling) {
    return ESTIMATOR.measure(password, telling).getGuessesLog10() < SAFE;
  }

  private static Zxcvbn estimator() {
    try {
      return new ZxcvbnBuilder()
          .dictionaries(
              StandardDictionaries.loadAllDictionaries().stream()
                  .filter(dictionary -> !dictionary.getName().equals(PASSWORDS))
                  .toList())
          .keyboards(StandardKeyboards.loadAllKeyboards())
          .dictionary(new Dictionary(PASSWORDS, passwords()))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The most frequent first. */
  private static List<String> leaked() {
    return DictionaryUtil.loadRankedDictionary(DictionaryUtil.passwords).entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** In one dictionary: the time of an estimate grows with their number. */
  private static List<String> passwords() throws IOException {
    var leaked = leaked();
    return Stream.of(leaked.subList(0, FIRST), favourites(), leaked.subList(FIRST, leaked.size()))
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  private static List<String> favourites() throws IOException {
    try (var file = PasswordRules.class.getResourceAsStream("/passwords/favourites.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  private static List<String> telling(String email, String name) {
    var address = email.toLowerCase(Locale.ROOT);
    var local = address.substring(0, Math.max(0, address.indexOf('@')));
    var words = (local + ' ' + name.toLowerCase(Locale.ROOT)).split("[^\\p{L}\\p{N}]+", -1);
    return Stream.concat(Stream.of(address, local), Arrays.stream(words))
        .filter(part -> part.length() >= TELLING)
        .distinct()
        .toList();
  }
}
