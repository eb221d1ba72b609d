package ai.leadmetrics.protocol.billing;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * India's tax numbers. Only their form is checked here; whether a registration exists and is active
 * is known to the GST portal alone.
 */
public final class TaxIds {
  private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int BASE = DIGITS.length();

  /** Two digits that stand for no state: registrations of the centre and from abroad. */
  private static final String CENTRE = "99";

  // The fourth letter says what the holder is: a person, a company, a trust, …
  private static final Pattern PAN = Pattern.compile("[A-Z]{3}[ABCFGHJLPTEK][A-Z][0-9]{4}[A-Z]");

  private TaxIds() {}

  /**
   * Who is registered, by the form of the number (forms as the GST portal's interface documents
   * them). The first two digits are the state's, the last character checks the others.
   */
  public enum Registration {
    /** A regular, casual or composition taxpayer, an SEZ unit, an input service distributor. */
    TAXPAYER("[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z][Z1-9ABE-J][0-9A-Z]", true),
    /** A department of government, under its tax deduction number (TAN). */
    GOVERNMENT("[0-9]{2}[A-Z]{4}[0-9]{5}[A-Z][0-9]Z[0-9A-Z]", false),
    /** Who deducts tax at source under GST, by PAN or TAN. */
    TAX_DEDUCTOR("[0-9]{2}[A-Z]{4}[A-Z0-9][0-9]{4}[A-Z][1-9A-Z]D[0-9A-Z]", false),
    /** A marketplace that collects tax at source. */
    TAX_COLLECTOR("[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z]C[0-9A-Z]", true),
    /** A body of the United Nations, an embassy or another holder of a unique identity number. */
    UIN_HOLDER("[0-9]{4}[A-Z]{3}[0-9]{5}[UO]N[0-9A-Z]", false),
    /** A taxpayer who does not live in India. */
    NON_RESIDENT("[0-9]{4}[A-Z]{3}[0-9]{5}NR[0-9A-Z]", false),
    /** Online services from abroad (OIDAR). */
    ONLINE_SERVICES("99[0-9]{2}[A-Z]{3}[0-9]{5}OS[0-9A-Z]", false);

    private final Pattern form;
    private final boolean holdsPan;

    Registration(String form, boolean holdsPan) {
      this.form = Pattern.compile(form);
      this.holdsPan = holdsPan;
    }

    private boolean fits(String text) {
      return form.matcher(text).matches() && (!holdsPan || isPan(text.substring(2, 12)));
    }
  }

  public static boolean isPan(String text) {
    return PAN.matcher(text).matches();
  }

  /**
   * Whether a number has the form of a registration, a known state and the right check character.
   */
  public static boolean isGstin(String text) {
    return registrationOf(text).isPresent();
  }

  /** Empty where the text is no GSTIN. */
  public static Optional<Registration> registrationOf(String text) {
    return Arrays.stream(Registration.values())
        .filter(registration -> registration.fits(text))
        .findFirst()
        .filter(_ -> text.startsWith(CENTRE) || IndianStates.isCode(stateOf(text)))
        .filter(_ -> text.charAt(14) == checkCharacter(text));
  }

  public static String stateOf(String gstin) {
    return gstin.substring(0, 2);
  }

  /** The PAN within a GSTIN; empty where registrations of its kind hold none. */
  public static Optional<String> panOf(String gstin) {
    return registrationOf(gstin)
        .filter(registration -> registration.holdsPan)
        .map(_ -> gstin.substring(2, 12));
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
