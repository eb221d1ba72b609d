package ai.leadmetrics.streams.identity;

import ai.leadmetrics.protocol.notifications.Mail;
import ai.leadmetrics.streams.identity.UserStore.User;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.notifications.MailStore;
import ai.leadmetrics.streams.notifications.Moments;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What users are written about their accounts; queued in the transaction that causes it. */
final class AccountMails {
  private final MailStore mails;

  AccountMails(Platform platform) {
    this.mails = new MailStore(platform);
  }

  void verify(Handle handle, User user, String name, String token) {
    send(
        handle,
        "verify:" + digest(token),
        user,
        name,
        "verify-email",
        Map.of("link", "/verify-email?token=" + token));
  }

  void reset(Handle handle, User user, String token) {
    send(
        handle,
        "reset:" + digest(token),
        user,
        user.name(),
        "reset-password",
        Map.of("link", "/reset?token=" + token));
  }

  /** Once an hour: whoever keeps trying fills nobody's mailbox. */
  void addressKnown(Handle handle, User user, Instant at) {
    send(
        handle,
        "address-known:" + user.id() + ':' + at.truncatedTo(ChronoUnit.HOURS),
        user,
        user.name(),
        "address-known",
        Map.of("link", "/sign-in", "resetLink", "/forgot"));
  }

  void passwordChanged(Handle handle, User user, Instant at) {
    send(
        handle,
        "password-changed:" + user.id() + ':' + at,
        user,
        user.name(),
        "password-changed",
        Map.of("at", Moments.of(handle, user.id(), at), "link", "/forgot"));
  }

  void twoStepReset(Handle handle, User user, Instant at) {
    send(
        handle,
        "two-step-reset:" + user.id() + ':' + at,
        user,
        user.name(),
        "two-step-reset",
        Map.of("at", Moments.of(handle, user.id(), at), "link", "/settings/security"));
  }

  private void send(
      Handle handle,
      String id,
      User user,
      String name,
      String template,
      Map<String, String> values) {
    mails.queue(
        handle,
        new Mail(id, null, user.email(), name, template, values, user.profile().language()));
  }

  private static String digest(String token) {
    return HexFormat.of().formatHex(RefreshToken.hash(token), 0, 16);
  }
}
