package ai.leadmetrics.streams.crm;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Countries in which one mobile number is written in several ways, because the numbering plan
 * changed or a prefix depends on who calls, while messaging services kept an older way.
 *
 * <p>Sources: Anatel resolution 553/2010 (Brazil), IFT dialling plan of 2019 (Mexico), ENACOM
 * fundamental numbering plan (Argentina), ARCEP Benin decision on ten digits of 2024.
 */
final class MessagingPrefixes {
  private record Rule(Pattern written, String canonical) {
    static Rule of(String written, String canonical) {
      return new Rule(Pattern.compile(written), canonical);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          // Mobile numbers got a ninth digit, 9; what begins with 2 to 5 is a fixed line. WhatsApp
          // leaves it out for area codes above 30.
          Rule.of("55([1-9][1-9])([6-9]\\d{7})", "55$19$2"),
          // The 1 of calls to mobile numbers, and 044 and 045 within the country: abolished 2019.
          Rule.of("52(?:1|01|044|045)(\\d{10})", "52$1"),
          // The 9 of calls from abroad to a mobile number: the rest alone is unique.
          Rule.of("549(\\d{10})", "54$1"),
          Rule.of("54(?:9|0)?(11)15(\\d{8})", "54$1$2"),
          Rule.of("54(?:9|0)?([23]\\d{2})15(\\d{7})", "54$1$2"),
          Rule.of("54(?:9|0)?([23]\\d{3})15(\\d{6})", "54$1$2"),
          // Numbers got the prefix 01.
          Rule.of("229([2-9]\\d{7})", "22901$1"));

  private static final Pattern ARGENTINA = Pattern.compile("^54(\\d{10})$");

  private MessagingPrefixes() {}

  /**
   * The one way of writing a number.
   *
   * @param digits with the country code, without plus
   */
  static String canonical(String digits) {
    for (var rule : RULES) {
      var matcher = rule.written().matcher(digits);
      if (matcher.matches()) {
        return matcher.replaceFirst(rule.canonical());
      }
    }
    return digits;
  }

  /**
   * What has to be dialled from abroad to reach a mobile number, and how WhatsApp addresses it.
   *
   * @param canonical digits as {@link #canonical} writes them
   */
  static String international(String canonical) {
    return ARGENTINA.matcher(canonical).replaceFirst("549$1");
  }
}
