package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.messaging.OutgoingMessage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A provider that can carry a message to a person. */
public interface Messenger {
  ChannelKind kind();

  /**
   * Calls the provider once. Never fails: trouble is an {@link Outcome}, and what cannot be told
   * for certain is {@link Outcome.Unknown}.
   */
  CompletionStage<Outcome> send(ConnectedChannel channel, OutgoingMessage message);

  /**
   * Asks the provider whether it knows a number by these credentials. Never fails.
   *
   * @param externalId how the provider names the number
   */
  CompletionStage<ChannelCheck> check(String externalId, String accessToken);

  /**
   * Asks the provider for a message template that answers can be put into. Never fails.
   *
   * @param account the provider's id of the business account that owns it
   * @param language as the provider writes it
   */
  default CompletionStage<TemplateCheck> template(
      ConnectedChannel channel, String account, String name, String language) {
    return CompletableFuture.completedFuture(new TemplateCheck.Missing());
  }
}
