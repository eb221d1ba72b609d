package ai.leadmetrics.streams.kit;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Turns what a person types into patterns for LIKE. */
public final class Search {
  private static final Pattern NUMBER = Pattern.compile("\\+?[\\p{Nd}\\s()./\\p{Pd}]+");
  private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=\\d)");

  private Search() {}

  /** Matches lower-case text that contains the words as typed. */
  public static String text(String typed) {
    return '%' + escape(Texts.clean(typed).strip().toLowerCase(Locale.ROOT)) + '%';
  }

  /**
   * Matches phone numbers however their digits are written and grouped, with the zeros dialled
   * before them or without; anything else as typed.
   */
  public static String identifier(String typed) {
    var plain = Normalizer.normalize(Texts.clean(typed), Normalizer.Form.NFKC).strip();
    if (!isNumber(plain)) {
      return '%' + escape(plain.toLowerCase(Locale.ROOT)) + '%';
    }
    var digits = new StringBuilder();
    plain
        .codePoints()
        .filter(Character::isDigit)
        .forEach(c -> digits.append(Character.digit(c, 10)));
    var number = LEADING_ZEROS.matcher(digits).replaceFirst("");
    return '%' + (plain.startsWith("+") ? "+" : "") + number + '%';
  }

  /** Whether it holds digits, and beside them only what people group them by. */
  public static boolean isNumber(String typed) {
    return NUMBER.matcher(typed).matches() && typed.codePoints().anyMatch(Character::isDigit);
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
