package ai.leadmetrics.protocol.agents;

import ai.leadmetrics.protocol.kit.EntityId;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** What happened to a run of an agent. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface AgentRunEvent {
  @JsonTypeName("run-queued")
  record RunQueued(String agent, EntityId subject, String task) implements AgentRunEvent {}

  /** A worker took the run; {@code attempt} counts from 1. */
  @JsonTypeName("run-started")
  record RunStarted(int attempt, String model) implements AgentRunEvent {}

  @JsonTypeName("run-attempt-failed")
  record RunAttemptFailed(int attempt, String error) implements AgentRunEvent {}

  @JsonTypeName("run-completed")
  record RunCompleted(
      String model,
      boolean offline,
      long inputTokens,
      long outputTokens,
      long latencyMs,
      String result)
      implements AgentRunEvent {}

  @JsonTypeName("run-failed")
  record RunFailed(String error) implements AgentRunEvent {}

  @JsonTypeName("run-cancelled")
  record RunCancelled(String reason) implements AgentRunEvent {}
}
