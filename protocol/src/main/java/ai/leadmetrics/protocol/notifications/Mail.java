package ai.leadmetrics.protocol.notifications;

import ai.leadmetrics.protocol.kit.TenantId;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mail to be written from a template and sent once.
 *
 * @param id whatever names the occasion; the same id is the same mail, however often it is queued
 * @param tenant whose business it is about, absent where it is about none
 * @param name the recipient's
 * @param template name of a template, for example {@code verify-email}
 * @param values what the template asks for; they may hold secrets such as links with tokens
 * @param language two letters; templates without it are sent in English
 */
public record Mail(
    String id,
    @Nullable TenantId tenant,
    String to,
    String name,
    String template,
    Map<String, String> values,
    String language) {

  private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\u2028\u2029]+");

  /** Refuses addresses that are none, and makes names one line: a break would forge headers. */
  public Mail {
    if (!MailAddress.isValid(to)) {
      throw new IllegalArgumentException("not an e-mail address");
    }
    name = BREAKS.matcher(name).replaceAll(" ").strip();
    values = Map.copyOf(values);
  }
}
