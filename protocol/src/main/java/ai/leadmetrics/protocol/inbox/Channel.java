package ai.leadmetrics.protocol.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A channel of a tenant as the API shows it: secrets stay inside.
 *
 * @param phoneNumberId the provider's id of the number, for WhatsApp
 * @param replies who answers new conversations: ai or off
 * @param webhookPath where the provider posts to
 * @param since when it was paused, or its access token refused
 * @param verifiedName what the provider calls the business
 * @param displayNumber the number as people write it
 * @param previousSecretUntil how long what is signed with the secret before is accepted
 * @param replyTemplate what people are answered in who have not written by this channel lately
 */
public record Channel(
    String id,
    ChannelKind kind,
    String name,
    @Nullable String phoneNumberId,
    Replies replies,
    String endpointKey,
    String webhookPath,
    State state,
    @Nullable Instant since,
    @Nullable String verifiedName,
    @Nullable String displayNumber,
    @Nullable Instant previousSecretUntil,
    @Nullable ReplyTemplate replyTemplate) {

  /** Whether messages come and go. */
  public enum State {
    LIVE,
    /** Messages come in; none goes out until it is resumed. */
    PAUSED,
    /** Messages come in; none goes out until its access token is replaced. */
    NEEDS_RECONNECTION
  }

  /** Whether the AI owns the conversations that a channel opens. */
  public enum Replies {
    AI,
    OFF
  }
}
