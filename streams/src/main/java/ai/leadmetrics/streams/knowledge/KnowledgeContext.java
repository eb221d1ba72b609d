package ai.leadmetrics.streams.knowledge;

import ai.leadmetrics.streams.kit.Context;
import ai.leadmetrics.streams.kit.TenantTables;

/** What the AI may answer from. */
public final class KnowledgeContext implements Context {
  @Override
  public String name() {
    return "knowledge";
  }

  /** A tenant's own answers go with it. */
  @Override
  public TenantTables tables() {
    return TenantTables.erased("core.knowledge_item", "core.knowledge_version");
  }
}
