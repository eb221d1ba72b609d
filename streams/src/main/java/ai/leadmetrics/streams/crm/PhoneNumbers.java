package ai.leadmetrics.streams.crm;

import ai.leadmetrics.protocol.crm.Identifier;
import ai.leadmetrics.streams.kit.Texts;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Brings phone numbers into one form, so that one person is one contact. The only place that knows
 * how: E.164 by the library's metadata, and {@link MessagingPrefixes} for the countries in which
 * messaging services write mobile numbers otherwise than people do.
 */
public final class PhoneNumbers {
  private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();
  private static final String NO_REGION = "ZZ";

  /** The longest text that is searched for numbers. */
  private static final int MAX_TEXT = 200;

  private static final int MAX_NUMBERS = 5;
  private static final Pattern DIGITS = Pattern.compile("[0-9]{5,15}");

  /** A link that opens a chat names the number in full. */
  private static final Pattern CHAT_LINK =
      Pattern.compile("(?:wa\\.me/|[?&]phone=)(?:\\+|%2B)?([0-9]{5,15})");

  private static final Pattern BETWEEN = Pattern.compile("[,;/|&\\n\\r]|\\b(?:or|and)\\b");

  /** Dialled before the country code: what most of the world, North America and Australia use. */
  private static final List<String> DIALLED_ABROAD = List.of("0011", "011", "00");

  /** Numbers of a service, not of a person. */
  private static final Set<PhoneNumberType> SERVICES =
      Set.of(
          PhoneNumberType.TOLL_FREE,
          PhoneNumberType.PREMIUM_RATE,
          PhoneNumberType.SHARED_COST,
          PhoneNumberType.UAN,
          PhoneNumberType.VOICEMAIL);

  private PhoneNumbers() {}

  /**
   * The numbers in a field that a person filled in, in their order; empty where none can be read.
   *
   * @param region ISO country assumed where a number names none
   */
  public static List<Identifier> written(String field, String region) {
    if (field.length() > MAX_TEXT) {
      return List.of();
    }
    var text = Texts.line(Normalizer.normalize(field, Normalizer.Form.NFKC), MAX_TEXT);
    var link = CHAT_LINK.matcher(text);
    if (link.find()) {
      return international(link.group(1)).stream().toList();
    }
    return number(text, region).map(List::of).orElseGet(() -> numbers(text, region)).stream()
        .filter(e164 -> !isPlaceholder(e164))
        .map(PhoneNumbers::phone)
        .distinct()
        .limit(MAX_NUMBERS)
        .toList();
  }

  /** Digits with the country code first, as WhatsApp writes a number. */
  public static Optional<Identifier> international(String digits) {
    if (!DIGITS.matcher(digits).matches()) {
      return Optional.empty();
    }
    // A provider knows its numbers: one that the library has not heard of yet is kept as it is.
    var e164 = '+' + MessagingPrefixes.canonical(digits);
    var parsed = parse(e164, NO_REGION);
    return Optional.of(phone(parsed != null && isUsual(parsed) ? e164(parsed) : e164));
  }

  private static List<String> numbers(String text, String region) {
    return BETWEEN
        .splitAsStream(text)
        .flatMap(part -> number(part, region).map(Stream::of).orElseGet(() -> found(part, region)))
        .toList();
  }

  /** Numbers among words, for example "98765 43210 (WhatsApp)". */
  private static Stream<String> found(String part, String region) {
    var matches = UTIL.findNumbers(part, region, Leniency.POSSIBLE, MAX_NUMBERS);
    return StreamSupport.stream(matches.spliterator(), false)
        .flatMap(match -> number(match.rawString(), region).stream());
  }

  /** The first reading that is a number in use; or one written in full that may be new. */
  private static Optional<String> number(String text, String region) {
    var direct = parse(text, region);
    var digits = PhoneNumberUtil.normalizeDigitsOnly(text);
    var readings = new ArrayList<@Nullable PhoneNumber>();
    readings.add(direct);
    for (var prefix : DIALLED_ABROAD) {
      if (digits.startsWith(prefix)) {
        readings.add(inFull(digits.substring(prefix.length())));
      }
    }
    readings.add(inFull(digits));
    readings.add(parse(digits, region));
    readings.add(withoutRepeatedPrefixes(digits, UTIL.getCountryCodeForRegion(region)));
    for (var reading : readings) {
      var canonical = reading == null ? null : canonical(reading);
      if (canonical != null && isOfAPerson(canonical)) {
        return Optional.of(e164(canonical));
      }
    }
    boolean full = text.strip().startsWith("+") || digits.startsWith("00");
    return full && direct != null && isUsual(direct) ? Optional.of(e164(direct)) : Optional.empty();
  }

  private static @Nullable PhoneNumber inFull(String digits) {
    return parse('+' + stripZeros(digits), NO_REGION);
  }

  /** The trunk prefix and the country code, however often they were written before a number. */
  private static @Nullable PhoneNumber withoutRepeatedPrefixes(String digits, int country) {
    var code = Integer.toString(country);
    var rest = stripZeros(digits);
    PhoneNumber last = null;
    while (rest.startsWith(code)) {
      rest = stripZeros(rest.substring(code.length()));
      last = parse('+' + code + rest, NO_REGION);
      if (last != null && UTIL.isValidNumber(last)) {
        return last;
      }
    }
    return last;
  }

  private static @Nullable PhoneNumber canonical(PhoneNumber number) {
    var e164 = e164(number).substring(1);
    var canonical = MessagingPrefixes.canonical(e164);
    return canonical.equals(e164) ? number : parse('+' + canonical, NO_REGION);
  }

  private static boolean isOfAPerson(PhoneNumber number) {
    if (!UTIL.isValidNumber(number)) {
      var dialled =
          parse('+' + MessagingPrefixes.international(e164(number).substring(1)), NO_REGION);
      return dialled != null && UTIL.isValidNumber(dialled);
    }
    return !SERVICES.contains(UTIL.getNumberType(number));
  }

  /** As long as the country's numbers are. */
  private static boolean isUsual(PhoneNumber number) {
    return Stream.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE)
        .anyMatch(
            type ->
                UTIL.isPossibleNumberForTypeWithReason(number, type)
                    == ValidationResult.IS_POSSIBLE);
  }

  /** "9999999999": many people write it, and it is nobody's. */
  private static boolean isPlaceholder(String e164) {
    return e164.substring(Math.max(0, e164.length() - 8)).chars().distinct().count() == 1;
  }

  private static @Nullable PhoneNumber parse(String text, String region) {
    try {
      return UTIL.parse(text, region);
    } catch (NumberParseException _) {
      return null;
    }
  }

  private static String stripZeros(String digits) {
    int start = 0;
    while (start < digits.length() && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }

  private static String e164(PhoneNumber number) {
    return UTIL.format(number, PhoneNumberFormat.E164);
  }

  private static Identifier phone(String e164) {
    return new Identifier(Identifier.Kind.PHONE, e164);
  }
}
