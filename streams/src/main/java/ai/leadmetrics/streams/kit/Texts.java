package ai.leadmetrics.streams.kit;

import static ai.leadmetrics.protocol.inbox.ConversationCommand.MAX_TEXT;

import org.jspecify.annotations.Nullable;

/** Makes text from outside safe to keep: what JSON can carry and PostgreSQL or UTF-8 cannot. */
@Port
public final class Texts {
  private static final char REPLACEMENT = '\uFFFD';

  private Texts() {}

  /**
   * A message's text, cut at {@link ai.leadmetrics.protocol.inbox.ConversationCommand#MAX_TEXT}.
   */
  public static String message(String text) {
    String clean = clean(text);
    if (clean.length() <= MAX_TEXT) {
      return clean;
    }
    String note = "… [cut: the message had " + clean.length() + " characters]";
    return head(clean, MAX_TEXT - note.length()) + note;
  }

  /** A name or another short text, shown beside others: without what would change those. */
  public static String line(String text, int max) {
    String clean = Invisible.without(clean(text)).strip();
    return clean.length() <= max ? clean : head(clean, max - 1) + '…';
  }

  /** What a person is called, on one line; absent where nothing in it names anybody. */
  public static @Nullable String name(@Nullable String text, int max) {
    if (text == null) {
      return null;
    }
    var name = line(Invisible.spaces(text), max);
    return Invisible.isNaming(name) ? name : null;
  }

  /** Whether a reader would see anything. */
  public static boolean isVisible(String text) {
    return Invisible.isVisible(text);
  }

  /**
   * Without control characters but tab and line ends (PostgreSQL cannot store NUL, and each of the
   * others takes six bytes in JSON), and without halves of surrogate pairs, which UTF-8 has not.
   */
  public static String clean(String text) {
    int at = firstBad(text);
    if (at < 0) {
      return text;
    }
    var clean = new StringBuilder(text.length()).append(text, 0, at);
    for (int i = at; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isBad(text, i)) {
        clean.append(c);
      } else if (Character.isSurrogate(c)) {
        clean.append(REPLACEMENT);
      }
    }
    return clean.toString();
  }

  private static String head(String text, int length) {
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }

  private static int firstBad(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isBad(text, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isBad(String text, int i) {
    char c = text.charAt(i);
    if (c < ' ') {
      return c != '\t' && c != '\n' && c != '\r';
    }
    if (!Character.isSurrogate(c)) {
      return false;
    }
    return Character.isHighSurrogate(c)
        ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
        : i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
  }
}
