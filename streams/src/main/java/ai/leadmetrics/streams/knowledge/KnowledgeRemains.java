package ai.leadmetrics.streams.knowledge;

import ai.leadmetrics.streams.kit.TenantTables;

/** A tenant's own answers go with it. */
public final class KnowledgeRemains {
  public static final TenantTables OF_TENANTS =
      TenantTables.erased("core.knowledge_item", "core.knowledge_version");

  private KnowledgeRemains() {}
}
