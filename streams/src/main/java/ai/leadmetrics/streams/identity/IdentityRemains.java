package ai.leadmetrics.streams.identity;

import ai.leadmetrics.streams.kit.TenantTables;

/** Accounts are people's own and stay; that they worked for a tenant goes with it. */
public final class IdentityRemains {
  public static final TenantTables OF_TENANTS =
      TenantTables.erased("core.membership", "core.session");

  private IdentityRemains() {}
}
