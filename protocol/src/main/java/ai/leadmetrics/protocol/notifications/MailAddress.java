package ai.leadmetrics.protocol.notifications;

import java.util.regex.Pattern;

/**
 * E-mail addresses as this product accepts them: the plain form of RFC 5321 without quoting and
 * comments, which no mailbox of a person needs and which headers can be broken with.
 */
public final class MailAddress {
  private static final int MAX = 254;
  private static final int MAX_LOCAL = 64;
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern PLAIN =
      Pattern.compile(ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")+");

  private MailAddress() {}

  public static boolean isValid(String address) {
    return address.length() <= MAX
        && address.indexOf('@') <= MAX_LOCAL
        && PLAIN.matcher(address).matches();
  }
}
