package ai.leadmetrics.protocol.ops;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that came in and could not be read, as an operator sees it in the list.
 *
 * @param tenant absent where it could not be told
 * @param reason a stable code
 * @param detail what exactly was wrong
 * @param size bytes of the payload
 * @param count how many elements it stands for
 * @param replayable whether the payload is a whole element, which can be taken in once more
 */
public record DeadLetter(
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
    State state,
    @Nullable Instant replayedAt) {

  /** What has been done about a dead letter. */
  public enum State {
    OPEN,
    REPLAYED,
    DISCARDED
  }
}
