package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.streams.kit.TenantTables;

/** Nothing of a team, its channels and its pictures outlives the tenant. */
public final class TenancyRemains {
  public static final TenantTables OF_TENANTS =
      TenantTables.erased(
          "core.channel",
          "core.picture",
          "core.team",
          "core.invitation",
          "core.membership_seq",
          "team.activity");

  private TenancyRemains() {}
}
