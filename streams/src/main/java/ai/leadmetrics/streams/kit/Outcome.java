package ai.leadmetrics.streams.kit;

import java.time.Duration;

/** What is known after a provider was called. */
public sealed interface Outcome {
  /** The provider took the message and calls it {@code providerId}. */
  record Sent(String providerId) implements Outcome {}

  /**
   * Certainly not sent, and trying again will not help.
   *
   * @param code stable, shown to users: {@link #WINDOW_CLOSED}, {@link #CHANNEL_CREDENTIALS}, or
   *     the provider's own
   * @param detail for logs
   */
  record Refused(String code, String detail) implements Outcome {}

  /**
   * Certainly not sent; the same message may be tried again.
   *
   * @param after the least time to wait; zero where the provider names none
   */
  record RetryLater(String detail, Duration after, Scope scope) implements Outcome {}

  /** Perhaps sent: asking again would risk a second copy. */
  record Unknown(String detail) implements Outcome {}

  /** Whom a temporary refusal is about. */
  enum Scope {
    CHANNEL,
    RECIPIENT
  }

  /** Too long since the person last wrote: only an approved template could go out. */
  String WINDOW_CLOSED = "window_closed";

  /** The provider does not accept the channel's access token. */
  String CHANNEL_CREDENTIALS = "channel_credentials";

  /** The tenant has paused the channel. */
  String CHANNEL_PAUSED = "channel_paused";
}
