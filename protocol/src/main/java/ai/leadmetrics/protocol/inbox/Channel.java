package ai.leadmetrics.protocol.inbox;

import org.jspecify.annotations.Nullable;

/**
 * A channel of a tenant as the API shows it: secrets stay inside.
 *
 * @param phoneNumberId the provider's id of the number, for WhatsApp
 * @param replies who answers new conversations: ai or off
 * @param webhookPath where the provider posts to
 */
public record Channel(
    String id,
    ChannelKind kind,
    String name,
    @Nullable String phoneNumberId,
    Replies replies,
    String endpointKey,
    String webhookPath) {

  /** Whether the AI owns the conversations that a channel opens. */
  public enum Replies {
    AI,
    OFF
  }
}
