package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.messaging.OutgoingMessage;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.streams.kit.ChannelCheck;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Contexts;
import ai.leadmetrics.streams.kit.Messenger;
import ai.leadmetrics.streams.kit.Outcome;
import ai.leadmetrics.streams.kit.Outcome.Scope;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.TenantDirectory;
import ai.leadmetrics.streams.notifications.Carrier.Result;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Sends what a business answers to a web form, by e-mail: in its name, from our address. Replies go
 * to the business's own address where one is known.
 */
public final class EmailMessenger implements Messenger {
  private static final String SUPPRESSED = "address_suppressed";
  private static final String REFUSED = "email_refused";

  private final Smtp smtp;
  private final Outbox outbox;
  private final TenantDirectory tenants;
  private final Executor threads;

  public EmailMessenger(Platform platform) {
    smtp = new Smtp(MailSettings.of(platform.config()));
    outbox = new Outbox(platform.database().jdbi(), platform.secrets(), platform.clock());
    tenants = Contexts.tenants(platform.database());
    threads = platform.database().threads();
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.EMAIL;
  }

  @Override
  public CompletionStage<Outcome> send(ConnectedChannel channel, OutgoingMessage message) {
    return tenants
        .facts(message.conversation().tenant())
        .thenApplyAsync(
            facts ->
                new Prepared(
                    facts.orElse(TenantFacts.NONE), outbox.isSuppressed(message.address())),
            threads)
        // Nothing has been handed over so far; what fails from here on leaves a doubt.
        .handleAsync(
            (prepared, failure) ->
                failure == null
                    ? send(message, prepared)
                    : new Outcome.RetryLater("unavailable", Duration.ZERO, Scope.CHANNEL),
            threads);
  }

  private record Prepared(TenantFacts facts, boolean suppressed) {}

  private Outcome send(OutgoingMessage message, Prepared prepared) {
    if (prepared.suppressed()) {
      return new Outcome.Refused(SUPPRESSED, "nothing arrives there");
    }
    var facts = prepared.facts();
    var business = name(message.conversation().tenant(), facts);
    var info = facts.settings().info();
    var replyTo = info == null ? null : info.email();
    var id = message.message();
    return switch (smtp.send(
        id, message.address(), written(business, message.text()), business, replyTo)) {
      case Result.Sent() -> new Outcome.Sent(id);
      case Result.Later(var error) -> new Outcome.RetryLater(error, Duration.ZERO, Scope.RECIPIENT);
      case Result.Refused(var error, var noSuchAddress) -> {
        if (noSuchAddress) {
          outbox.suppress(message.address(), error);
        }
        yield new Outcome.Refused(REFUSED, error);
      }
      case Result.Unknown(var error) -> new Outcome.Unknown(error);
    };
  }

  private static String name(TenantId tenant, TenantFacts facts) {
    var profile = facts.profile();
    return profile == null ? tenant.value() : profile.name();
  }

  /** The text as it was written; HTML only keeps its lines. */
  static WrittenMail written(String business, String text) {
    var safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return new WrittenMail(
        "Your enquiry to " + business,
        "<div dir=\"auto\" style=\"white-space: pre-wrap\">" + safe + "</div>",
        text);
  }

  @Override
  public CompletionStage<ChannelCheck> check(String externalId, String accessToken) {
    return CompletableFuture.completedFuture(new ChannelCheck.NumberUnknown());
  }
}
