package ai.leadmetrics.protocol.inbox;

import ai.leadmetrics.protocol.crm.Referral;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside a message's content.
 *
 * @param quote what it answers
 * @param referral the ad or post that led to it
 * @param forwarded whether it was written by somebody else
 */
public record MessageContext(
    @Nullable Quote quote, @Nullable Referral referral, @Nullable Forwarded forwarded) {
  public static final MessageContext NONE = new MessageContext(null, null, null);

  /** How often a message was passed on. */
  public enum Forwarded {
    ONCE,
    OFTEN
  }

  public MessageContext withQuote(@Nullable Quote found) {
    return new MessageContext(found, referral, forwarded);
  }
}
