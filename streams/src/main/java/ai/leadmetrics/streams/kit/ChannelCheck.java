package ai.leadmetrics.streams.kit;

import org.jspecify.annotations.Nullable;

/** What a provider says to a channel's credentials. */
public sealed interface ChannelCheck {
  /**
   * They are good.
   *
   * @param verifiedName what the provider calls the business
   * @param displayNumber the number as people write it
   */
  record Good(@Nullable String verifiedName, @Nullable String displayNumber)
      implements ChannelCheck {}

  /** The token has expired, is not one, or may not act for this number. */
  record TokenRefused(String detail) implements ChannelCheck {}

  record NumberUnknown() implements ChannelCheck {}

  /** Nothing is known: the provider was not reached, or did not say. */
  record Unavailable(String detail) implements ChannelCheck {}
}
