package ai.leadmetrics.protocol.billing;

import java.util.regex.Pattern;

/**
 * India's tax numbers. Only their form is checked here; whether a registration exists and is active
 * is known to the GST portal alone.
 */
public final class TaxIds {
  private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int BASE = DIGITS.length();
  private static final Pattern GSTIN =
      Pattern.compile("[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][0-9A-Z]Z[0-9A-Z]");
  // The fourth letter says what the holder is: a person, a company, a trust, …
  private static final Pattern PAN = Pattern.compile("[A-Z]{3}[ABCFGHJLPT][A-Z][0-9]{4}[A-Z]");

  private TaxIds() {}

  public static boolean isPan(String text) {
    return PAN.matcher(text).matches();
  }

  /** Two digits of a known state, the PAN, a serial, {@code Z} and a check character. */
  public static boolean isGstin(String text) {
    return GSTIN.matcher(text).matches()
        && IndianStates.isCode(text.substring(0, 2))
        && isPan(panOf(text))
        && text.charAt(14) == checkCharacter(text);
  }

  public static String stateOf(String gstin) {
    return gstin.substring(0, 2);
  }

  public static String panOf(String gstin) {
    return gstin.substring(2, 12);
  }

  /**
   * The last character of a GSTIN, from the fourteen before it: each base-36 digit times 1 and 2 in
   * turn, quotient and remainder by 36 added up (the "mod 36" check of the GST Network).
   */
  public static char checkCharacter(String gstin) {
    int sum = 0;
    for (int i = 0; i < 14; i++) {
      int product = DIGITS.indexOf(gstin.charAt(i)) * (i % 2 == 0 ? 1 : 2);
      sum += product / BASE + product % BASE;
    }
    return DIGITS.charAt((BASE - sum % BASE) % BASE);
  }
}
