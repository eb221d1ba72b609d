package ai.leadmetrics.streams.connect.webform;

import static ai.leadmetrics.protocol.inbox.SpamReason.DISPOSABLE_ADDRESS;
import static ai.leadmetrics.protocol.inbox.SpamReason.FOREIGN_SCRIPT;
import static ai.leadmetrics.protocol.inbox.SpamReason.GIBBERISH_NAME;
import static ai.leadmetrics.protocol.inbox.SpamReason.HONEYPOT;
import static ai.leadmetrics.protocol.inbox.SpamReason.LINKS;
import static ai.leadmetrics.protocol.inbox.SpamReason.MARKUP;
import static ai.leadmetrics.protocol.inbox.SpamReason.SALES_PHRASES;
import static ai.leadmetrics.protocol.inbox.SpamReason.TOO_FAST;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.protocol.inbox.SpamReason;
import ai.leadmetrics.streams.connect.webform.FormFields.Field;
import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much a form looks like spam. A lead that is taken for spam costs more than spam in the inbox:
 * but for a filled honeypot, no sign is enough alone.
 */
final class SpamScore {
  static final int SPAM = 100;

  /** A person needs longer to fill in a form. */
  private static final double FASTEST_SECONDS = 2;

  private static final int SEARCHED = 20_000;

  private static final Pattern LINK = Pattern.compile("(?i)https?://|\\bwww\\.");

  private static final Pattern MARKED =
      Pattern.compile("(?i)\\[(?:url|link)\\b|<a\\s+href|</a>|\\[/url]");

  /** Six consonants in a row, or small and capital letters mixed as no name has them. */
  private static final Pattern GIBBERISH =
      Pattern.compile(
          "[bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ]{6}|[a-z][A-Z]+[a-z]+[A-Z]+[a-z]*[A-Z]");

  /** What is offered, not what is asked for: customers ask for websites, loans and rankings too. */
  private static final List<Pattern> PHRASES =
      Stream.of(
              "(?:buy|cheap|quality|sell|high da|dofollow) (?:\\w+ )?backlinks?",
              "rank(?:ed|ing)? (?:your (?:web)?site )?(?:#|no\\.? ?)1 (?:on|in) google",
              "(?:first|1st|top) page (?:of|on) google",
              "(?:guest|sponsored) posts?\\b",
              "domain authority|\\bda ?\\d0\\+",
              "(?:we|i|our \\w+) (?:can |will )?(?:increase|boost|improve) (?:your )?(?:\\w+ )?"
                  + "(?:traffic|ranking)",
              "i (?:just )?(?:visited|came across|reviewed|was on) your (?:web ?)?site",
              "seo (?:services?|packages?|audit) (?:at|for|from|starting)",
              "(?:bitcoin|crypto|forex|btc|usdt) (?:\\w+"
                  + " )?(?:invest|profit|trading|signal|giveaway)",
              "guaranteed (?:\\w+ )?(?:profit|returns?|income)",
              "(?:instant|unsecured|business) loans? (?:\\w+ ){0,3}(?:up to|at \\d|without)",
              "earn \\W?\\d[\\d,]* (?:\\w+ )?(?:daily|a day|per day|weekly)",
              "\\b(?:casinos?|viagra|cialis|porn|escorts? services?)\\b",
              "work from home (?:and )?earn",
              "million(?:s)? of (?:contact forms|emails)|contact forms?"
                  + " (?:blast|marketing|message)",
              "\\bunsubscribe\\b|\\bopt.?out of (?:future|these)\\b")
          .map(one -> Pattern.compile(one, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
          .toList();

  private static final Set<String> DISPOSABLE =
      Set.of(
          "mailinator.com",
          "guerrillamail.com",
          "10minutemail.com",
          "temp-mail.org",
          "tempmail.com",
          "yopmail.com",
          "trashmail.com",
          "sharklasers.com",
          "getnada.com",
          "maildrop.cc",
          "dispostable.com",
          "throwawaymail.com",
          "fakeinbox.com",
          "mintemail.com",
          "moakt.com",
          "mohmal.com",
          "emailondeck.com",
          "discard.email",
          "spamgourmet.com",
          "grr.la");

  private static final Set<String> SOUTH_ASIA = Set.of("IN", "LK", "NP", "BD", "PK", "BT", "MV");

  private static final Set<UnicodeScript> FOREIGN =
      EnumSet.of(
          UnicodeScript.CYRILLIC,
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.THAI);

  private SpamScore() {}

  /** Why the form is spam; empty where it is not, even if something about it is odd. */
  static List<SpamReason> reasons(Submission.Valid form, @Nullable String region) {
    var points = points(form, region);
    int sum = points.values().stream().mapToInt(Integer::intValue).sum();
    return sum < SPAM ? List.of() : List.copyOf(points.keySet());
  }

  /** What each sign counts. */
  static Map<SpamReason, Integer> points(Submission.Valid form, @Nullable String region) {
    var points = new EnumMap<SpamReason, Integer>(SpamReason.class);
    var text = text(form);
    if (has(form, FieldRole.HONEYPOT)) {
      points.put(HONEYPOT, SPAM);
    }
    if (isTooFast(form)) {
      points.put(TOO_FAST, 60);
    }
    long links = LINK.matcher(text).results().limit(5).count();
    if (links > 0) {
      points.put(LINKS, links < 2 ? 20 : links < 4 ? 40 : 60);
    }
    if (MARKED.matcher(text).find()) {
      points.put(MARKUP, 60);
    }
    long phrases = PHRASES.stream().filter(one -> one.matcher(text).find()).limit(3).count();
    if (phrases > 0) {
      points.put(SALES_PHRASES, phrases == 1 ? 50 : phrases == 2 ? 80 : 95);
    }
    if (isDisposable(form)) {
      points.put(DISPOSABLE_ADDRESS, 40);
    }
    if (form.name() != null && GIBBERISH.matcher(form.name()).find()) {
      points.put(GIBBERISH_NAME, 40);
    }
    if (isForeign(text, region)) {
      points.put(FOREIGN_SCRIPT, 30);
    }
    return points;
  }

  /** What was written; the page that the form is on is not the sender's. */
  private static String text(Submission.Valid form) {
    var text =
        Stream.concat(
                Stream.of(form.message()),
                form.answers().stream().filter(SpamScore::isWritten).map(Field::value))
            .collect(Collectors.joining("\n"));
    return text.length() > SEARCHED ? text.substring(0, SEARCHED) : text;
  }

  private static boolean isWritten(Field field) {
    return switch (FieldRole.of(field.key())) {
      case PAGE, SUBMISSION, HONEYPOT, SECONDS -> false;
      case FIRST_NAME, LAST_NAME, NAME, EMAIL, PHONE, MESSAGE, OTHER -> true;
    };
  }

  private static boolean has(Submission.Valid form, FieldRole role) {
    return form.answers().stream().anyMatch(field -> FieldRole.of(field.key()) == role);
  }

  private static boolean isTooFast(Submission.Valid form) {
    return form.answers().stream()
        .filter(field -> FieldRole.of(field.key()) == FieldRole.SECONDS)
        .anyMatch(field -> seconds(field.value()) < FASTEST_SECONDS);
  }

  private static double seconds(String text) {
    try {
      var seconds = Double.parseDouble(text.strip());
      return seconds >= 0 ? seconds : Double.MAX_VALUE;
    } catch (NumberFormatException _) {
      return Double.MAX_VALUE;
    }
  }

  private static boolean isDisposable(Submission.Valid form) {
    return form.identifiers().stream()
        .filter(one -> one.kind() == Identifier.Kind.EMAIL)
        .map(one -> one.value().substring(one.value().indexOf('@') + 1).toLowerCase(Locale.ROOT))
        .anyMatch(DISPOSABLE::contains);
  }

  private static boolean isForeign(String text, @Nullable String region) {
    var letters = text.codePoints().filter(Character::isLetter).toArray();
    long foreign =
        Arrays.stream(letters).filter(letter -> FOREIGN.contains(UnicodeScript.of(letter))).count();
    return region != null && SOUTH_ASIA.contains(region) && foreign * 2 > letters.length;
  }
}
