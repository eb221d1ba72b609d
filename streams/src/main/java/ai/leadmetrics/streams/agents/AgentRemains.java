package ai.leadmetrics.streams.agents;

import ai.leadmetrics.streams.kit.TenantTables;

/** What agents did for a tenant goes with it; what it cost stands in the ledger. */
public final class AgentRemains {
  public static final TenantTables OF_TENANTS = TenantTables.erased("runs.run");

  private AgentRemains() {}
}
