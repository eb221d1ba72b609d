package ai.leadmetrics.protocol.notifications;

import com.ibm.icu.text.IDNA;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * E-mail addresses as this product accepts them: the plain form of RFC 5321, and of RFC 6531 for
 * other scripts, without quoting and comments, which no mailbox of a person needs and which headers
 * can be broken with. Everything that keeps, compares or looks up an address does so in its {@link
 * #normal} form.
 */
public final class MailAddress {
  private static final int MAX = 254;

  /** Octets of the part before the at sign. */
  private static final int MAX_LOCAL = 64;

  /** Neither {@code %} nor {@code !}: some servers read a route to elsewhere in them. */
  private static final String ATOM = "[\\p{L}\\p{M}\\p{N}#$&'*+/=?^_`{|}~-]+";

  private static final Pattern LOCAL = Pattern.compile(ATOM + "(?:\\." + ATOM + ")*");
  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern DOMAIN = Pattern.compile(LABEL + "(?:\\." + LABEL + ")+");

  /** UTS #46, as browsers and mail servers do it since IDNA 2008. */
  private static final IDNA DOMAINS =
      IDNA.getUTS46Instance(
          IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.NONTRANSITIONAL_TO_UNICODE
              | IDNA.USE_STD3_RULES
              | IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ);

  private MailAddress() {}

  public static boolean isValid(String address) {
    return address.equals(address.strip()) && normal(address).isPresent();
  }

  /**
   * The one form of an address: its domain in ASCII, what is before it composed (NFC), all in lower
   * case; empty for what is no address.
   */
  public static Optional<String> normal(String text) {
    var address = text.strip();
    int at = address.lastIndexOf('@');
    if (at < 1 || address.length() > MAX) {
      return Optional.empty();
    }
    var local =
        Normalizer.normalize(address.substring(0, at), Normalizer.Form.NFC)
            .toLowerCase(Locale.ROOT);
    if (octets(local) > MAX_LOCAL || !LOCAL.matcher(local).matches()) {
      return Optional.empty();
    }
    return domain(address.substring(at + 1))
        .map(domain -> local + '@' + domain)
        .filter(normal -> octets(normal) <= MAX);
  }

  private static Optional<String> domain(String text) {
    var info = new IDNA.Info();
    var ascii = DOMAINS.nameToASCII(text, new StringBuilder(), info).toString();
    return info.hasErrors() || !DOMAIN.matcher(ascii).matches()
        ? Optional.empty()
        : Optional.of(ascii);
  }

  private static int octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
