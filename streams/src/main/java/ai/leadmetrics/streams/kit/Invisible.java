package ai.leadmetrics.streams.kit;

/**
 * Characters without a shape of their own. Between others they reorder, hide or imitate text
 * (Unicode technical report 36): a name must not carry them into the sentence that shows it.
 */
final class Invisible {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int EMOJI_VARIATION = 0xFE0F;

  private Invisible() {}

  /**
   * The text without directional marks, overrides and isolates, zero-width and control characters.
   * Joiners and variation selectors stay where they shape a letter or an emoji.
   */
  static String without(String text) {
    if (text.codePoints().noneMatch(Invisible::isFormat)) {
      return text;
    }
    var kept = new StringBuilder(text.length());
    int before = ' ';
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      int after = i < text.length() ? text.codePointAt(i) : ' ';
      if (!isFormat(c)
          || (isJoiner(c) && shapes(before) && (c == EMOJI_VARIATION || shapes(after)))) {
        kept.appendCodePoint(c);
        before = c;
      }
    }
    return kept.toString();
  }

  /** Line ends, tabs and other kinds of white space as single spaces. */
  static String spaces(String text) {
    var line = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) ? ' ' : c)
        .filter(c -> c != ' ' || line.isEmpty() || line.charAt(line.length() - 1) != ' ')
        .forEachOrdered(line::appendCodePoint);
    return line.toString();
  }

  static boolean isVisible(String text) {
    return text.codePoints().anyMatch(Invisible::isShown);
  }

  /** Whether there is more than punctuation. */
  static boolean isNaming(String text) {
    return text.codePoints()
        .anyMatch(
            c ->
                isShown(c)
                    && (Character.isLetterOrDigit(c)
                        || Character.isEmoji(c)
                        || Character.getType(c) == Character.OTHER_SYMBOL));
  }

  private static boolean isShown(int c) {
    return !isFormat(c)
        && !isBlankLetter(c)
        && !Character.isWhitespace(c)
        && !Character.isSpaceChar(c)
        && switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.SURROGATE,
              Character.UNASSIGNED,
              Character.PRIVATE_USE ->
              false;
          default -> true;
        };
  }

  private static boolean isFormat(int c) {
    return Character.getType(c) == Character.FORMAT
        || isVariation(c)
        || (c >= 0x80 && c < 0xA0)
        || c == 0x034F;
  }

  private static boolean isJoiner(int c) {
    return c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER || c == EMOJI_VARIATION;
  }

  /** Letters of scripts that join, their marks, and emoji. */
  private static boolean shapes(int c) {
    return c == EMOJI_VARIATION
        || (c > 0x7F
            && (Character.isLetter(c)
                || Character.isEmoji(c)
                || switch (Character.getType(c)) {
                  case Character.NON_SPACING_MARK,
                      Character.COMBINING_SPACING_MARK,
                      Character.MODIFIER_SYMBOL,
                      Character.OTHER_SYMBOL ->
                      true;
                  default -> false;
                }));
  }

  private static boolean isVariation(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F)
        || (c >= 0xE0100 && c <= 0xE01EF)
        || (c >= 0x180B && c <= 0x180D);
  }

  /** Letters and symbols by their category, with nothing to see. */
  private static boolean isBlankLetter(int c) {
    return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800;
  }
}
