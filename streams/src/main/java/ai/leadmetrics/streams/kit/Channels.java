package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Finds channels, mostly from memory; a failed stage means the database could not be asked. */
public interface Channels {
  CompletionStage<Optional<ConnectedChannel>> byEndpoint(String endpointKey);

  CompletionStage<Optional<ConnectedChannel>> byExternalId(
      TenantId tenant, ChannelKind kind, String externalId);

  CompletionStage<Optional<ConnectedChannel>> byId(EntityId channel);
}
