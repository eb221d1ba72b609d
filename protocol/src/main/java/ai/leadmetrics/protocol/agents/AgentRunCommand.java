package ai.leadmetrics.protocol.agents;

import ai.leadmetrics.protocol.kit.EntityId;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What can be asked of a run of an agent. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface AgentRunCommand {
  /**
   * @param agent name of the agent, for example {@code lead-responder}
   * @param subject the entity it works for
   * @param task what of the subject is to be done, for example the id of a requested reply
   */
  record Queue(String agent, EntityId subject, String task) implements AgentRunCommand {}

  record Begin(String model) implements AgentRunCommand {}

  record RecordAttemptFailure(String error) implements AgentRunCommand {}

  /**
   * @param result the agent's typed output as JSON
   */
  record Complete(
      String model,
      boolean offline,
      long inputTokens,
      long outputTokens,
      long latencyMs,
      String result)
      implements AgentRunCommand {}

  record Fail(String error) implements AgentRunCommand {}

  record Cancel(String reason) implements AgentRunCommand {}
}
