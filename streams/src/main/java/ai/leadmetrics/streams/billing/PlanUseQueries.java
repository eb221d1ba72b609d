package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.PlanUse;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.crm.LeadsQueries;
import ai.leadmetrics.streams.kit.Database;
import java.util.concurrent.CompletionStage;

/** How much of its plan a tenant uses. */
public final class PlanUseQueries {
  private static final String COUNTS =
      """
      select (select count(*) from core.channel where tenant = :tenant) as channels,
        (select count(*) from core.membership where tenant = :tenant) as seats,
        (select count(*) from leads.contact c where c.tenant = :tenant and %s) as contacts
      """
          .formatted(LeadsQueries.unlessSpam("c", "id"));

  private final Database database;
  private final EntitlementStore entitlements;

  public PlanUseQueries(Database database, EntitlementStore entitlements) {
    this.database = database;
    this.entitlements = entitlements;
  }

  public CompletionStage<PlanUse> of(TenantId tenant) {
    return entitlements
        .of(tenant)
        .thenCompose(
            has ->
                database.read(
                    handle ->
                        handle
                            .createQuery(COUNTS)
                            .bind("tenant", tenant.value())
                            .map(
                                (row, _) ->
                                    new PlanUse(
                                        has, row.getLong(1), row.getLong(2), row.getLong(3)))
                            .one()));
  }
}
