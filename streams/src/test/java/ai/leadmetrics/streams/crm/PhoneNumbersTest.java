package ai.leadmetrics.streams.crm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.crm.Identifier;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Spellings from glific/glific#5400, KanishJebaMathewM/Truxify#13173 (India),
 * chatwoot/chatwoot#5840, nyaruka/courier#433 (Brazil), chatwoot/chatwoot#11053 (Argentina).
 */
class PhoneNumbersTest {
  private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();

  private static Identifier phone(String e164) {
    return new Identifier(Identifier.Kind.PHONE, e164);
  }

  /** The one form of a number, from the ways in which people and providers write it. */
  private static Set<Identifier> all(Stream<String> written, String region) {
    var found = new TreeSet<Identifier>((a, b) -> a.value().compareTo(b.value()));
    written.forEach(
        text ->
            assertThat(PhoneNumbers.written(text, region))
                .as("%s in %s", text, region)
                .hasSize(1)
                .allSatisfy(found::add));
    return found;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+91 98765 43210",
        "9876543210",
        "09876543210",
        "98765-43210",
        "0091 98765 43210",
        "00919876543210",
        "919876543210",
        "91 98765 43210",
        "0919876543210",
        "091 98765 43210",
        "+91-09876543210",
        "+91 (0) 98765 43210",
        "(+91) 98765.43210",
        "+91 91 98765 43210",
        "+9876543210",
        "tel:+91-98765-43210",
        "tel:98765-43210;phone-context=+91",
        "https://wa.me/919876543210",
        "https://api.whatsapp.com/send?phone=919876543210&text=hi",
        "011 91 98765 43210",
        "९८७६५४३२१०",
        "٩٨٧٦٥٤٣٢١٠",
        "+９１ ９８７６５ ４３２１０",
        "98765 43210 (WhatsApp)",
        "098765-43210 (WhatsApp)",
        "WhatsApp: 98765 43210",
        "98765 43210 - call after 6 pm",
        "Mob. 98765 43210",
        "+91 98765 43210 ext. 5",
        "98765 43210 x12",
        "\u202A+91 98765 43210\u202C",
        "98765\u00A043210",
        "98765\u200B43210",
        "+91\u201198765\u201143210",
        "98765 43210, 98765 43210",
        "987 65 432 10"
      })
  void onePersonHoweverTheNumberIsWritten(String written) {
    assertThat(PhoneNumbers.written(written, "IN")).containsExactly(phone("+919876543210"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          IN | +91-9876543210, +91-9812345678      | +919876543210 +919812345678
          IN | 9876543210/9812345678               | +919876543210 +919812345678
          IN | 98765 43210 or 98123 45678          | +919876543210 +919812345678
          IN | home 022-22355342; 098765 43210     | +912222355342 +919876543210
          IN | +1 415 555 2671                     | +14155552671
          IN | 14155552671                         | +14155552671
          IN | 5541988887777                       | +5541988887777
          GB | 020 7946 0018                       | +442079460018
          GB | +44 (0)20 7946 0018                 | +442079460018
          US | (415) 555-2671                      | +14155552671
          US | 0091 98765 43210                    | +919876543210
          IT | 06 698 82222                        | +390669882222
          """)
  void numbersAreFoundByTheTenantsRegion(String region, String written, String found) {
    assertThat(PhoneNumbers.written(written, region))
        .extracting(Identifier::value)
        .containsExactly(found.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BR | 41 98888-7777      | 5541988887777   | +5541988887777
          BR | (41) 8888-7777     | 554188887777    | +5541988887777
          BR | 041 98888-7777     | 5541988887777   | +5541988887777
          BR | +55 41 9 8888-7777 | 554188887777    | +5541988887777
          BR | +55 11 96123-4567  | 551161234567    | +5511961234567
          BR | (41) 3333-4444     | 554133334444    | +554133334444
          MX | 55 1234 5678       | 5215512345678   | +525512345678
          MX | +52 1 55 1234 5678 | 525512345678    | +525512345678
          MX | 044 55 1234 5678   | 5215512345678   | +525512345678
          MX | 045 55 1234 5678   | 5215512345678   | +525512345678
          AR | +54 11 2345-6789   | 5491123456789   | +541123456789
          AR | +54 9 11 2345-6789 | 541123456789    | +541123456789
          AR | 011 15 2345-6789   | 5491123456789   | +541123456789
          AR | 11 2345-6789       | 5491123456789   | +541123456789
          AR | +54 11 15 2345-6789 | 5491123456789  | +541123456789
          AR | +54 9 343 15 451-2345 | 5493434512345 | +543434512345
          AR | 0343 15 451-2345   | 5493434512345   | +543434512345
          AR | 02944 15-123456    | 5492944123456   | +542944123456
          AR | +54 11 6123-4567   | 5491161234567   | +541161234567
          BJ | 01 90 01 12 34     | 22990011234     | +2290190011234
          """)
  void formAndWhatsAppAgree(String region, String written, String waId, String canonical) {
    assertThat(PhoneNumbers.written(written, region)).containsExactly(phone(canonical));
    assertThat(PhoneNumbers.international(waId)).contains(phone(canonical));
  }

  @Test
  void everyBrazilianMobileNumberIsOneWithAndWithoutTheNinthDigit() {
    var random = new Random(9);
    for (int area = 11; area <= 99; area++) {
      if (area % 10 == 0) {
        continue;
      }
      var local = (6 + random.nextInt(4)) + "%07d".formatted(random.nextInt(10_000_000));
      var canonical = phone("+55" + area + '9' + local);
      assertThat(PhoneNumbers.international("55" + area + local)).contains(canonical);
      assertThat(PhoneNumbers.international("55" + area + '9' + local)).contains(canonical);
      var fixed = (2 + random.nextInt(4)) + local.substring(1);
      assertThat(PhoneNumbers.international("55" + area + fixed))
          .contains(phone("+55" + area + fixed));
    }
  }

  static Stream<String> regions() {
    return UTIL.getSupportedRegions().stream()
        .filter(region -> UTIL.getExampleNumberForType(region, PhoneNumberType.MOBILE) != null)
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("regions")
  void everyCountrysMobileNumberIsOneInAllSpellings(String region) {
    PhoneNumber number = UTIL.getExampleNumberForType(region, PhoneNumberType.MOBILE);
    var e164 = UTIL.format(number, PhoneNumberFormat.E164);
    var digits = e164.substring(1);
    var national = UTIL.format(number, PhoneNumberFormat.NATIONAL);
    var full = UTIL.format(number, PhoneNumberFormat.INTERNATIONAL);
    var found =
        all(
            Stream.of(
                e164,
                full,
                national,
                UTIL.format(number, PhoneNumberFormat.RFC3966),
                "00" + digits,
                "\u202A" + full.replace(' ', '\u00A0') + "\u202C",
                devanagari(full),
                full + " (WhatsApp)",
                "mobile: " + full,
                full + ", " + national),
            region);
    found.addAll(PhoneNumbers.international(digits).stream().toList());
    assertThat(found).hasSize(1);
  }

  private static String devanagari(String text) {
    var other = new StringBuilder();
    text.chars()
        .map(c -> c >= '0' && c <= '9' ? c - '0' + '०' : c)
        .forEachOrdered(c -> other.append((char) c));
    return other.toString();
  }

  @Test
  void canonicalNumbersStayAsTheyAre() {
    regions()
        .map(region -> UTIL.getExampleNumberForType(region, PhoneNumberType.MOBILE))
        .map(number -> UTIL.format(number, PhoneNumberFormat.E164).substring(1))
        .forEach(
            digits -> {
              var once = MessagingPrefixes.canonical(digits);
              assertThat(MessagingPrefixes.canonical(once)).isEqualTo(once);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "call me",
        "12",
        "+",
        "112",
        "2235 5342",
        "987654321",
        "98765432101",
        "9999999999",
        "+91 11111 11111",
        "0000000000",
        "1800 123 4567",
        "asha@example.com",
        "00000000000000000000000000000",
        "2026-12-24"
      })
  void whatIsNoPersonsNumberIsNone(String written) {
    assertThat(PhoneNumbers.written(written, "IN")).isEmpty();
  }

  @Test
  void numberThatTheLibraryDoesNotKnowIsKeptAsTheProviderWroteIt() {
    assertThat(PhoneNumbers.international("9991234567")).contains(phone("+9991234567"));
    assertThat(PhoneNumbers.international("IN.1349")).isEmpty();
  }

  @Test
  void anyTextIsReadWithoutFailing() {
    var random = new Random(4);
    var parts = List.of("+", "0", "91", "9", "x", "ext", ";", "/", " ", "\u202E", "tel:", "८", "(");
    for (int round = 0; round < 3_000; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(20); i > 0; i--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      assertThat(PhoneNumbers.written(text.toString(), "IN"))
          .allSatisfy(found -> assertThat(found.value()).matches("\\+[1-9][0-9]{5,14}"));
    }
  }
}
