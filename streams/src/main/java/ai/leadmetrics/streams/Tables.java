package ai.leadmetrics.streams;

import ai.leadmetrics.streams.agents.AgentRemains;
import ai.leadmetrics.streams.billing.BillingRemains;
import ai.leadmetrics.streams.crm.CrmRemains;
import ai.leadmetrics.streams.identity.IdentityRemains;
import ai.leadmetrics.streams.inbox.InboxRemains;
import ai.leadmetrics.streams.kit.TenantTables;
import ai.leadmetrics.streams.knowledge.KnowledgeRemains;
import ai.leadmetrics.streams.notifications.NotificationRemains;
import ai.leadmetrics.streams.ops.OpsRemains;
import ai.leadmetrics.streams.tenancy.TenancyRemains;
import java.util.List;

/** What every context has of tenants, one line each. */
public final class Tables {
  private Tables() {}

  public static List<TenantTables> all() {
    return List.of(
        TenancyRemains.OF_TENANTS,
        IdentityRemains.OF_TENANTS,
        BillingRemains.OF_TENANTS,
        InboxRemains.OF_TENANTS,
        CrmRemains.OF_TENANTS,
        AgentRemains.OF_TENANTS,
        KnowledgeRemains.OF_TENANTS,
        NotificationRemains.OF_TENANTS,
        OpsRemains.OF_TENANTS);
  }
}
