package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.notifications.Outbox.Claimed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes mails and hands them to the SMTP server. */
final class MailCarrier implements Carrier {
  private static final Logger LOG = LoggerFactory.getLogger(MailCarrier.class);

  private final Smtp smtp;
  private final MailTemplates templates;
  private final Outbox outbox;

  MailCarrier(Platform platform) {
    smtp = new Smtp(MailSettings.of(platform.config()));
    templates = new MailTemplates(platform.config());
    outbox = new Outbox(platform.database().jdbi(), platform.secrets(), platform.clock());
  }

  @Override
  public Result send(Claimed mail) {
    WrittenMail written;
    try {
      written = templates.write(mail.template(), mail.language(), mail.name(), mail.values());
    } catch (RuntimeException e) {
      LOG.error("{} cannot be written", mail.id(), e);
      return new Result.Refused("template: " + e.getMessage(), false);
    }
    return smtp.send(mail.id(), mail.to(), mail.name(), written);
  }

  @Override
  public void forget(String address, String why) {
    outbox.suppress(address, why);
  }
}
