package ai.leadmetrics.streams.kit;

import java.util.Locale;

/** Turns what a person types into patterns for LIKE. */
public final class Search {
  private Search() {}

  /** Matches lower-case text that contains the words as typed. */
  public static String text(String typed) {
    return '%' + escape(Texts.clean(typed).strip().toLowerCase(Locale.ROOT)) + '%';
  }

  /** Matches phone numbers and addresses, however the digits are grouped. */
  public static String identifier(String typed) {
    var dense = Texts.clean(typed).replaceAll("[\\s()-]", "").toLowerCase(Locale.ROOT);
    return '%' + escape(dense) + '%';
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
