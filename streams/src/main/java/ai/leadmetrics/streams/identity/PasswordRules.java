package ai.leadmetrics.streams.identity;

import ai.leadmetrics.streams.kit.Port;
import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which passwords are no use. Decided offline: the estimator knows the passwords that leaked most
 * often, words, names, dates and keyboard walks, and sees through the usual substitutions.
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

  /** Of 0 to 4: more than 10^8 guesses, which a stolen hash of ours withstands for years. */
  private static final int SAFE = 3;

  /** Parts of names and addresses shorter than this occur in passwords by accident. */
  private static final int TELLING = 4;

  private static final Zxcvbn ESTIMATOR = new Zxcvbn();

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
    return ESTIMATOR.measure(head, telling).getScore() < SAFE
        ? Optional.of(Flaw.COMMON)
        : Optional.empty();
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
