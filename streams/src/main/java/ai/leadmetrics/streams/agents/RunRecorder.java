package ai.leadmetrics.streams.agents;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.agents.AgentRunCommand;
import ai.leadmetrics.protocol.agents.AgentRunEvent;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunCompleted;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunFailed;
import ai.leadmetrics.protocol.agents.AgentWork;
import ai.leadmetrics.protocol.agents.AgentsError;
import ai.leadmetrics.protocol.inbox.EscalationReason;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.tenancy.TenancyError;
import ai.leadmetrics.streams.agents.Asking.Outcome;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records how runs begin and end. Another worker may end a run first: its result counts then. */
final class RunRecorder {
  /** Stands for the model where none was needed. */
  static final String RULES = "rules";

  private final Desk desk;

  RunRecorder(Desk desk) {
    this.desk = desk;
  }

  /**
   * What a run leaves behind.
   *
   * @param reason why a person is called in, where one is
   */
  record Result(LeadAnswer answer, @Nullable EscalationReason reason) {}

  /** Records each question to a model, and each answer that was of no use. */
  Asking.Listener attempts(AgentWork work) {
    return new Asking.Listener() {
      @Override
      public void asking(String model) {
        tell(work, "begin:" + UUID.randomUUID(), new AgentRunCommand.Begin(model));
      }

      @Override
      public void failed(String error) {
        tell(work, "failed:" + UUID.randomUUID(), new AgentRunCommand.RecordAttemptFailure(error));
      }
    };
  }

  /** An answer that needed no model. */
  AgentRunEvent byRules(AgentWork work, LeadAnswer answer, @Nullable EscalationReason reason) {
    tell(work, "begin:" + UUID.randomUUID(), new AgentRunCommand.Begin(RULES));
    return complete(work, new Outcome.Answered(answer, RULES, true, 0, 0, 0), reason);
  }

  AgentRunEvent complete(
      AgentWork work, Outcome.Answered answered, @Nullable EscalationReason reason) {
    var result = Json.text(new Result(answered.answer(), reason));
    return end(
        work,
        "complete",
        new AgentRunCommand.Complete(
            answered.model(),
            answered.offline(),
            answered.inputTokens(),
            answered.outputTokens(),
            answered.latencyMs(),
            result),
        new RunCompleted(
            answered.model(),
            answered.offline(),
            answered.inputTokens(),
            answered.outputTokens(),
            answered.latencyMs(),
            result));
  }

  AgentRunEvent fail(AgentWork work, String error) {
    return end(work, "fail", new AgentRunCommand.Fail(error), new RunFailed(error));
  }

  void cancel(AgentWork work, String reason) {
    tell(work, "cancel", new AgentRunCommand.Cancel(reason));
  }

  private AgentRunEvent end(
      AgentWork work, String what, AgentRunCommand command, AgentRunEvent ours) {
    return tell(work, what, command)
        ? ours
        : desk.result(work.run())
            .orElseThrow(() -> new IllegalStateException("the run has no result"));
  }

  /** Whether the run took the command; false when it had ended before. */
  private boolean tell(AgentWork work, String commandId, AgentRunCommand command) {
    return switch (desk.ask(work.run(), commandId, command)) {
      case Reply.Done(_, var changed) -> changed;
      case Reply.Refused(var rejection)
          when rejection.is(AgentsError.RUN_FINISHED) || rejection.is(TenancyError.TENANT_ERASED) ->
          false;
      case Reply.Refused(var rejection) ->
          throw new IllegalStateException(work.run() + " refused: " + rejection.code());
    };
  }
}
