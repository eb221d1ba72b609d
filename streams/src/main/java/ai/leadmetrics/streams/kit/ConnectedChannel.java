package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's connection to a provider, with its opened secrets: never log or serialise one.
 *
 * @param endpointKey the unguessable last part of its webhook path
 * @param externalId how the provider names it, for example a phone number id
 * @param region ISO country that phone numbers without a country code belong to
 * @param signingSecret what deliveries are signed with
 * @param verifyToken what the provider shows in its handshake
 * @param accessToken what the provider wants to see when we send
 * @param previousSecret what deliveries were signed with before the secret was changed
 */
@Port
public record ConnectedChannel(
    EntityId id,
    ChannelKind kind,
    String name,
    String endpointKey,
    @Nullable String externalId,
    boolean aiReplies,
    String region,
    @Nullable String signingSecret,
    @Nullable String verifyToken,
    @Nullable String accessToken,
    @Nullable String previousSecret) {

  public ConnectedChannel(
      EntityId id,
      ChannelKind kind,
      String name,
      String endpointKey,
      @Nullable String externalId,
      boolean aiReplies,
      String region,
      @Nullable String signingSecret,
      @Nullable String verifyToken,
      @Nullable String accessToken) {
    this(
        id,
        kind,
        name,
        endpointKey,
        externalId,
        aiReplies,
        region,
        signingSecret,
        verifyToken,
        accessToken,
        null);
  }

  public TenantId tenant() {
    return id.tenant();
  }

  @Override
  public String toString() {
    return kind.wire() + " channel " + id;
  }
}
