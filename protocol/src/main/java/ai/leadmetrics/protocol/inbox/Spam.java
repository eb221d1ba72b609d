package ai.leadmetrics.protocol.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a conversation is kept apart as spam.
 *
 * @param reasons what the first message showed; none where a person decided
 * @param by the name of the person who decided
 */
public record Spam(List<SpamReason> reasons, @Nullable String by) {
  public Spam {
    reasons = List.copyOf(reasons);
  }
}
