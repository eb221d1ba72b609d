package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.notifications.Mail;
import ai.leadmetrics.protocol.notifications.MailTemplate;
import ai.leadmetrics.streams.kit.Platform;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The templates of mails, to be looked at and tried. */
public final class TemplateStore {
  private static final String SOMEBODY = "Asha Menon";

  private final MailTemplates templates;
  private final MailStore mails;

  public TemplateStore(Platform platform) {
    templates = new MailTemplates(platform.config());
    mails = new MailStore(platform);
  }

  public List<MailTemplate> list() {
    return templates.samples().entrySet().stream()
        .map(
            entry ->
                new MailTemplate(
                    entry.getKey(),
                    preview(entry.getKey(), MailTemplates.FALLBACK).orElseThrow().subject(),
                    entry.getValue().keySet().stream().sorted().toList()))
        .toList();
  }

  /** One with its sample values; empty where there is no such template. */
  public Optional<MailTemplate.Preview> preview(String template, String language) {
    return Optional.ofNullable(templates.samples().get(template))
        .map(values -> templates.write(template, language, SOMEBODY, values))
        .map(mail -> new MailTemplate.Preview(mail.subject(), mail.html(), mail.text()));
  }

  /**
   * Sends one with its sample values; false where there is no such template.
   *
   * @param id the same id is the same mail
   */
  public CompletionStage<Boolean> test(
      String id, String template, String language, String to, String name) {
    var sample = templates.samples().get(template);
    if (sample == null) {
      return CompletableFuture.completedFuture(false);
    }
    var values = new HashMap<>(sample);
    values.computeIfPresent("by", (_, _) -> name);
    return mails
        .queue(new Mail("test:" + id, null, to, name, template, values, language))
        .thenApply(_ -> true);
  }
}
