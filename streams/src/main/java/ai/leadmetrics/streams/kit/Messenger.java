package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.messaging.OutgoingMessage;
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
}
