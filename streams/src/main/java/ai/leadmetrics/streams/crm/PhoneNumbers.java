package ai.leadmetrics.streams.crm;

import ai.leadmetrics.protocol.crm.Identifier;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Brings phone numbers into one form (E.164), so that one person is one contact. */
public final class PhoneNumbers {
  private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();
  private static final Pattern DIGITS = Pattern.compile("[0-9]{5,15}");

  private PhoneNumbers() {}

  /**
   * A number as people write it.
   *
   * @param region ISO country assumed where the number names none
   */
  public static Optional<Identifier> written(String number, String region) {
    if (number.length() > 60) {
      return Optional.empty();
    }
    try {
      var parsed = UTIL.parse(number, region);
      return UTIL.isPossibleNumber(parsed)
          ? Optional.of(phone(UTIL.format(parsed, PhoneNumberFormat.E164)))
          : Optional.empty();
    } catch (NumberParseException _) {
      return Optional.empty();
    }
  }

  /** Digits with the country code first, as WhatsApp writes a number. */
  public static Optional<Identifier> international(String digits) {
    if (!DIGITS.matcher(digits).matches()) {
      return Optional.empty();
    }
    // A provider knows its numbers: one that the library has not heard of yet is kept as it is.
    return written('+' + digits, "ZZ").or(() -> Optional.of(phone('+' + digits)));
  }

  private static Identifier phone(String e164) {
    return new Identifier(Identifier.Kind.PHONE, e164);
  }
}
