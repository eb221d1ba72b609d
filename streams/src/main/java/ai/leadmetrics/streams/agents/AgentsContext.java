package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.streams.kit.Context;
import ai.leadmetrics.streams.kit.LiveTopic;
import ai.leadmetrics.streams.kit.StreamTask;
import ai.leadmetrics.streams.kit.TenantTables;
import ai.leadmetrics.streams.kit.View;
import java.util.List;

/** AI agents: their runs, and what they answer. */
public final class AgentsContext implements Context {
  @Override
  public String name() {
    return "agents";
  }

  @Override
  public List<StreamTask> tasks() {
    return List.of(new ReplyQueue(), new LeadNotes(), new AgentWorkers());
  }

  @Override
  public List<View> views() {
    return List.of(new RunsView());
  }

  @Override
  public List<LiveTopic> liveTopics() {
    return List.of(new LiveTopic("agent-run:", Permission.AGENTS_READ));
  }

  /** What agents did for a tenant goes with it; what it cost stands in the ledger. */
  @Override
  public TenantTables tables() {
    return TenantTables.erased("runs.run");
  }
}
