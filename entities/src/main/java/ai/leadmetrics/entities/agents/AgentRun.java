package ai.leadmetrics.entities.agents;

import static ai.leadmetrics.entities.kit.Decision.accepted;
import static ai.leadmetrics.entities.kit.Decision.rejected;

import ai.leadmetrics.entities.kit.Aggregate;
import ai.leadmetrics.entities.kit.Decision;
import ai.leadmetrics.protocol.agents.AgentRunCommand;
import ai.leadmetrics.protocol.agents.AgentRunCommand.Begin;
import ai.leadmetrics.protocol.agents.AgentRunCommand.Cancel;
import ai.leadmetrics.protocol.agents.AgentRunCommand.Complete;
import ai.leadmetrics.protocol.agents.AgentRunCommand.Fail;
import ai.leadmetrics.protocol.agents.AgentRunCommand.Queue;
import ai.leadmetrics.protocol.agents.AgentRunCommand.RecordAttemptFailure;
import ai.leadmetrics.protocol.agents.AgentRunEvent;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunAttemptFailed;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunCancelled;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunCompleted;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunFailed;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunQueued;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunStarted;
import ai.leadmetrics.protocol.agents.AgentsError;

/** One piece of work of an AI agent: queued, running, and then done, failed or cancelled. */
public final class AgentRun implements Aggregate<AgentRunCommand, AgentRunEvent, AgentRun.State> {
  /** Where a run stands. */
  public enum Phase {
    ABSENT,
    QUEUED,
    RUNNING,
    FINISHED
  }

  public record State(Phase phase, int attempts) {}

  @Override
  public String name() {
    return "AgentRun";
  }

  @Override
  public String context() {
    return "agents";
  }

  @Override
  public Class<AgentRunCommand> commands() {
    return AgentRunCommand.class;
  }

  @Override
  public Class<AgentRunEvent> events() {
    return AgentRunEvent.class;
  }

  @Override
  public Class<State> states() {
    return State.class;
  }

  @Override
  public State initial() {
    return new State(Phase.ABSENT, 0);
  }

  @Override
  public Decision<AgentRunEvent> decide(State state, AgentRunCommand command) {
    return switch (state.phase()) {
      case ABSENT ->
          command instanceof Queue(var agent, var subject, var task)
              ? accepted(new RunQueued(agent, subject, task))
              : rejected(AgentsError.RUN_NOT_FOUND);
      case FINISHED -> command instanceof Queue ? accepted() : rejected(AgentsError.RUN_FINISHED);
      case QUEUED, RUNNING -> work(state, command);
    };
  }

  private static Decision<AgentRunEvent> work(State state, AgentRunCommand command) {
    return switch (command) {
      case Queue _ -> accepted();
      case Begin(var model) -> accepted(new RunStarted(state.attempts() + 1, model));
      case RecordAttemptFailure(var error) ->
          accepted(new RunAttemptFailed(state.attempts(), error));
      case Complete(var model, var offline, var in, var out, var latency, var result) ->
          accepted(new RunCompleted(model, offline, in, out, latency, result));
      case Fail(var error) -> accepted(new RunFailed(error));
      case Cancel(var reason) -> accepted(new RunCancelled(reason));
    };
  }

  @Override
  public State evolve(State state, AgentRunEvent event) {
    return switch (event) {
      case RunQueued _ -> new State(Phase.QUEUED, 0);
      case RunStarted(var attempt, _) -> new State(Phase.RUNNING, attempt);
      case RunAttemptFailed _ -> state;
      case RunCompleted _, RunFailed _, RunCancelled _ ->
          new State(Phase.FINISHED, state.attempts());
    };
  }
}
