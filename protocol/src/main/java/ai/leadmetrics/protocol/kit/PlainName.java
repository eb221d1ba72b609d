package ai.leadmetrics.protocol.kit;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Names of people, businesses and things, as they may stand in the subject and text of our mails:
 * one line without anything that a mail program makes a link of or that hides or reorders what
 * follows.
 */
public final class PlainName {
  /** What a refusal says. */
  public static final String ADVICE =
      "must be one line without web addresses; put a space after a full stop";

  /**
   * Control and line-separating characters, and invisible ones: bidirectional overrides, zero-width
   * spaces, tags. Joiners are part of Indian scripts.
   */
  private static final Pattern HIDDEN =
      Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}[\\p{Cf}&&[^\\u200C\\u200D]]]");

  /** What link finders take for a host: a name, a dot, and an ending that they know or a path. */
  private static final Pattern LINK =
      Pattern.compile(
          "://|\\bwww\\.\\S|\\bmailto:|[\\p{L}\\p{N}]@[\\p{L}\\p{N}-]+\\.\\p{L}"
              + "|[\\p{L}\\p{M}\\p{N}]\\.[\\p{L}\\p{M}\\p{N}-]{2,}(?:[/?#]|:\\d)"
              + "|[\\p{L}\\p{M}\\p{N}]\\.(?:com|net|org|edu|gov|mil|int|info|biz|name|pro|xyz|top|shop|site"
              + "|online|store|app|dev|page|link|click|live|club|icu|vip|work|world|today|life|space"
              + "|website|tech|cloud|agency|email|support|services|company|ltd|bank|finance|loan|money"
              + "|zip|mov|example|test|invalid|xn--[a-z0-9-]+|ai|io|co|me|in|us|uk|eu|de|fr|ru|cn|tk"
              + "|ml|ga|cf|gq|cc|tv|ws|to|ly|gl|gg|sh|so|su|pw|pk|bd|lk|np|ae|sg|my|au|ca|br|jp|kr|nl"
              + "|it|es|ch|at|be|pl|ir|za|ng|ke|id|ph|vn|th|भारत|भारतम्|ভারত|భారత్|ભારત|ਭਾਰਤ|இந்தியா|ಭಾರತ|ഭാരതം|ଭାରତ)"
              + "(?![\\p{L}\\p{M}\\p{N}-])",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern DOTS = Pattern.compile("[。．｡․]");

  private PlainName() {}

  public static boolean isPlain(String name) {
    return !HIDDEN.matcher(name).find() && !LINK.matcher(folded(name)).find();
  }

  /**
   * The same name without what {@link #isPlain} refuses, for names that others chose and that
   * cannot be refused: a customer's, or one of an identity provider.
   */
  public static String of(String name) {
    if (isPlain(name)) {
      return name;
    }
    var shown = HIDDEN.matcher(name).replaceAll(" ");
    // With a space after each dot and colon, and around slashes, nothing is an address any more.
    return DOTS.matcher(shown)
        .replaceAll(".")
        .replaceAll("[.:@](?=\\S)", "$0 ")
        .replaceAll("/+", " / ")
        .replaceAll(" {2,}", " ")
        .strip();
  }

  /** Full-width letters and other dots are links to some programs. */
  private static String folded(String name) {
    return DOTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKC)).replaceAll(".");
  }
}
