package ai.leadmetrics.protocol.ops;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One {@link DeadLetter} with what came in.
 *
 * @param payload indented where it is JSON
 */
public record DeadLetterDetail(
    String id,
    @Nullable String tenant,
    String source,
    String endpoint,
    String reason,
    String detail,
    Instant receivedAt,
    long size,
    int count,
    boolean replayable,
    DeadLetter.State state,
    @Nullable Instant replayedAt,
    String payload) {

  public static DeadLetterDetail of(DeadLetter letter, String payload) {
    return new DeadLetterDetail(
        letter.id(),
        letter.tenant(),
        letter.source(),
        letter.endpoint(),
        letter.reason(),
        letter.detail(),
        letter.receivedAt(),
        letter.size(),
        letter.count(),
        letter.replayable(),
        letter.state(),
        letter.replayedAt(),
        payload);
  }
}
