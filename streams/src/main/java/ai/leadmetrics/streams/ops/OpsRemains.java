package ai.leadmetrics.streams.ops;

import ai.leadmetrics.streams.kit.TenantTables;
import java.util.Set;

/** The log of changes stays when a tenant is erased; what could not be read of it goes. */
public final class OpsRemains {
  public static final TenantTables OF_TENANTS =
      new TenantTables(Set.of("core.audit"), Set.of("core.dead_letter"));

  private OpsRemains() {}
}
