package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.notifications.Mail;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something for the outbox, whatever its channel.
 *
 * @param id the same id is the same parcel
 * @param to what the channel's carrier takes for an address
 * @param member the user who is told as somebody of the tenant: it is for nobody who has left
 * @param template how it is written, or, where its texts are in the values, what it is about
 */
record Parcel(
    String id,
    @Nullable TenantId tenant,
    String to,
    String name,
    String template,
    Map<String, String> values,
    String language,
    @Nullable String member) {

  static Parcel of(Mail mail) {
    return new Parcel(
        mail.id(),
        mail.tenant(),
        mail.to(),
        mail.name(),
        mail.template(),
        mail.values(),
        mail.language(),
        null);
  }
}
