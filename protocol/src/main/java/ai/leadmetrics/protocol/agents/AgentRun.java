package ai.leadmetrics.protocol.agents;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run of an agent as the API shows it.
 *
 * @param attempts how often a worker has begun it
 * @param error the last attempt's error, where it failed
 */
public record AgentRun(
    String id,
    String agent,
    RunState state,
    @Nullable String conversationId,
    @Nullable String model,
    int attempts,
    long inputTokens,
    long outputTokens,
    Instant queuedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String error) {

  /** Where a run stands. */
  public enum RunState {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED
  }
}
