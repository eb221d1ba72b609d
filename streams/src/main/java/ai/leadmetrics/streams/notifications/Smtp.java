package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.streams.notifications.Carrier.Result;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;
import org.simplejavamail.MailException;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailValidationException;
import org.simplejavamail.mailer.MailerBuilder;

/** Hands one mail at a time to an SMTP server, and says what is known afterwards. */
final class Smtp {
  private static final int MAX_CAUSES = 20;
  private static final Pattern ENHANCED = Pattern.compile("\\b5\\.\\d{1,3}\\.\\d{1,3}\\b");

  /** No such mailbox, domain, or one that has moved or was given up. */
  private static final Pattern NOBODY = Pattern.compile("5\\.1\\.(?:1|2|3|6|10)|5\\.2\\.1");

  private final MailSettings settings;
  private final Mailer mailer;

  Smtp(MailSettings settings) {
    this.settings = settings;
    var timeout = Math.toIntExact(settings.timeout().toMillis());
    var builder =
        MailerBuilder.withTransportStrategy(
                switch (settings.tls()) {
                  case NONE -> TransportStrategy.SMTP;
                  case STARTTLS -> TransportStrategy.SMTP_TLS;
                  case TLS -> TransportStrategy.SMTPS;
                })
            .withSMTPServerHost(settings.host())
            .withSMTPServerPort(settings.port())
            .withSessionTimeout(timeout)
            // Addresses and line breaks are dealt with where mail is queued and written.
            .withEmailValidator(null)
            // Addresses in other scripts (RFC 6531), where the server offers it.
            .withProperty("mail.mime.allowutf8", "true");
    if (settings.tls() == MailSettings.Tls.NONE) {
      builder = builder.withProperty("mail.smtp.starttls.enable", "false");
    }
    if (!settings.user().isEmpty()) {
      builder =
          builder
              .withSMTPServerUsername(settings.user())
              .withSMTPServerPassword(settings.password());
    }
    mailer = builder.buildMailer();
  }

  /** Blocks until the server has answered or the time-outs are over. */
  Result send(String id, String to, String name, WrittenMail mail) {
    return send(id, name, to, mail, settings.fromName(), settings.replyTo());
  }

  /** As above, in the name of a business, which answers go to where its address is known. */
  Result send(String id, String to, WrittenMail mail, String business, @Nullable String replyTo) {
    return send(
        id, null, to, mail, business, Objects.requireNonNullElse(replyTo, settings.replyTo()));
  }

  private Result send(
      String id, @Nullable String name, String to, WrittenMail mail, String from, String replyTo) {
    var email =
        EmailBuilder.startingBlank()
            .fixingMessageId('<' + id + '@' + domain() + '>')
            .from(from, settings.from())
            .to(name, to)
            .withSubject(mail.subject())
            .withPlainText(mail.text())
            .withHTMLText(mail.html())
            // Answering machines leave mail of machines alone.
            .withHeader("Auto-Submitted", "auto-generated");
    if (!replyTo.isEmpty()) {
      email = email.withReplyTo(replyTo);
    }
    try {
      mailer.sendMail(email.buildEmail(), false).join();
      return new Result.Sent();
    } catch (MailValidationException e) {
      return new Result.Refused(text(e), false);
    } catch (MailException | CompletionException e) {
      return result(e);
    }
  }

  private String domain() {
    return settings.from().substring(settings.from().indexOf('@') + 1);
  }

  /** What a failure tells; where it leaves a doubt the mail may have gone out. */
  static Result result(Throwable failure) {
    var causes = causes(failure);
    return first(causes, SMTPAddressFailedException.class)
        .map(e -> ofCode(e.getReturnCode(), e, noSuchAddress(e)))
        .or(
            () ->
                first(causes, SMTPSenderFailedException.class)
                    .map(e -> ofCode(e.getReturnCode(), e, false)))
        .or(() -> first(causes, SMTPSendFailedException.class).map(Smtp::ofSending))
        .orElseGet(
            () ->
                causes.stream().anyMatch(Smtp::isBeforeSending)
                    ? new Result.Later(text(causes.getLast()))
                    : new Result.Unknown(text(causes.getLast())));
  }

  private static Result ofCode(int code, Throwable e, boolean noSuchAddress) {
    return code >= 500
        ? new Result.Refused(text(e), noSuchAddress)
        // A server that hangs up here has been handed nothing yet.
        : new Result.Later(text(e));
  }

  /** Only a lost answer to the dot that ends a mail leaves open whether it was taken. */
  private static Result ofSending(SMTPSendFailedException e) {
    return e.getReturnCode() < 0 && e.getCommand().strip().equals(".")
        ? new Result.Unknown(text(e))
        : ofCode(e.getReturnCode(), e, false);
  }

  /**
   * Nobody lives there: 550 and 551, unless an enhanced code (RFC 3463) says that it is about
   * something else. All others are about this mail, or about us: to be told to log in first says
   * nothing of the address.
   */
  private static boolean noSuchAddress(SMTPAddressFailedException e) {
    var enhanced = ENHANCED.matcher(text(e));
    boolean unknown = e.getReturnCode() == 550 || e.getReturnCode() == 551;
    return enhanced.find() ? NOBODY.matcher(enhanced.group()).matches() : unknown;
  }

  private static boolean isBeforeSending(Throwable e) {
    return e instanceof AuthenticationFailedException
        || e instanceof MailConnectException
        || e instanceof ConnectException
        || e instanceof NoRouteToHostException
        || e instanceof UnknownHostException
        || e instanceof SSLHandshakeException
        || text(e).startsWith("Could not connect")
        || text(e).startsWith("STARTTLS");
  }

  private static <T extends Throwable> Optional<T> first(List<Throwable> causes, Class<T> type) {
    return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /** A failure with all that is behind it, as both Java and Jakarta Mail chain them. */
  private static List<Throwable> causes(Throwable failure) {
    var all = new ArrayList<Throwable>();
    @Nullable Throwable next = failure;
    while (next != null && all.size() < MAX_CAUSES) {
      all.add(next);
      next =
          next instanceof MessagingException e && e.getNextException() != null
              ? e.getNextException()
              : next.getCause();
    }
    return all;
  }

  private static String text(Throwable e) {
    var message = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    return message.strip().replaceAll("\\s+", " ");
  }
}
