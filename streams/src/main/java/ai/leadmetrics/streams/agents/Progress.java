package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.agents.AgentWork;
import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.streams.kit.LiveNotice;
import java.util.List;
import java.util.function.Consumer;

/** Lets people watch a run: fleeting notices to whoever has the run or its subject open. */
record Progress(Consumer<List<LiveNotice>> live) {
  static final String READING = "run-progress:reading-knowledge";
  static final String ASKING = "run-progress:asking-model";
  static final String ANSWERED = "run-progress:answered";
  static final String ENDED = "run-progress:ended";

  void tell(AgentWork work, Position cause, String step) {
    var tenant = work.run().tenant();
    var run = work.run().local();
    live.accept(
        List.of(
            new LiveNotice(tenant, "agent-run:" + run, step, run, cause),
            new LiveNotice(tenant, "conversation:" + work.subject().local(), step, run, cause)));
  }
}
