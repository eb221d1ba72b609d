package ai.leadmetrics.entities.agents;

import static ai.leadmetrics.entities.kit.Given.given;

import ai.leadmetrics.protocol.agents.AgentRunCommand.Begin;
import ai.leadmetrics.protocol.agents.AgentRunCommand.Cancel;
import ai.leadmetrics.protocol.agents.AgentRunCommand.Complete;
import ai.leadmetrics.protocol.agents.AgentRunCommand.Fail;
import ai.leadmetrics.protocol.agents.AgentRunCommand.Queue;
import ai.leadmetrics.protocol.agents.AgentRunCommand.RecordAttemptFailure;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunAttemptFailed;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunCancelled;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunCompleted;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunFailed;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunQueued;
import ai.leadmetrics.protocol.agents.AgentRunEvent.RunStarted;
import ai.leadmetrics.protocol.agents.AgentsError;
import ai.leadmetrics.protocol.kit.EntityId;
import org.junit.jupiter.api.Test;

class AgentRunTest {
  private static final EntityId SUBJECT = EntityId.parse("acme:conv_1a");
  private static final RunQueued QUEUED = new RunQueued("lead-responder", SUBJECT, "task");

  @Test
  void goesFromQueuedToCompleted() {
    var queue = new Queue("lead-responder", SUBJECT, "task");
    var complete = new Complete("m", true, 10, 5, 100, "{}");
    given(new AgentRun()).when(queue).then(QUEUED);
    given(new AgentRun(), QUEUED).when(new Begin("m")).then(new RunStarted(1, "m"));
    given(new AgentRun(), QUEUED, new RunStarted(1, "m"))
        .when(complete)
        .then(new RunCompleted("m", true, 10, 5, 100, "{}"));
  }

  @Test
  void attemptsAreCounted() {
    given(new AgentRun(), QUEUED)
        .after(new Begin("m"))
        .after(new RecordAttemptFailure("500"))
        .when(new Begin("m"))
        .then(new RunStarted(2, "m"));
    given(new AgentRun(), QUEUED, new RunStarted(1, "m"))
        .when(new RecordAttemptFailure("500"))
        .then(new RunAttemptFailed(1, "500"));
  }

  @Test
  void aFinishedRunStaysFinished() {
    for (var end : new Object[] {new RunFailed("x"), new RunCancelled("y")}) {
      var over =
          given(new AgentRun(), QUEUED)
              .and(java.util.List.of((ai.leadmetrics.protocol.agents.AgentRunEvent) end));
      over.when(new Begin("m")).thenRefused(AgentsError.RUN_FINISHED);
      over.when(new Fail("late")).thenRefused(AgentsError.RUN_FINISHED);
      over.when(new Queue("lead-responder", SUBJECT, "task")).thenNothing();
    }
  }

  @Test
  void nothingHappensToARunThatIsNotThere() {
    given(new AgentRun()).when(new Begin("m")).thenRefused(AgentsError.RUN_NOT_FOUND);
    given(new AgentRun()).when(new Cancel("x")).thenRefused(AgentsError.RUN_NOT_FOUND);
  }
}
