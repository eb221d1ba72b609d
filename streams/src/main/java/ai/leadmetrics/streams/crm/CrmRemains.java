package ai.leadmetrics.streams.crm;

import ai.leadmetrics.streams.kit.TenantTables;

/** People who wrote to a tenant go with it. */
public final class CrmRemains {
  public static final TenantTables OF_TENANTS =
      TenantTables.erased(
          "core.identifier",
          "leads.lead",
          "leads.history",
          "leads.contact",
          "leads.other_name",
          "leads.identifier",
          "leads.activity",
          "leads.referral");

  private CrmRemains() {}
}
