package ai.leadmetrics.http.billing;

import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.tenancy.KnownTenants;
import ai.leadmetrics.protocol.billing.PlanUse;
import ai.leadmetrics.protocol.billing.SubscriptionSummary;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.billing.Payments;
import ai.leadmetrics.streams.billing.PlanUseQueries;
import java.util.List;

/** What a tenant has subscribed to and uses of it, as operators read it. */
public final class ManageBillingApi {
  private static final String PATH = "/api/v1/manage/tenants/{tenant}";

  private final KnownTenants tenants;
  private final PlanUseQueries use;
  private final Payments payments;

  public ManageBillingApi(KnownTenants tenants, PlanUseQueries use, Payments payments) {
    this.tenants = tenants;
    this.use = use;
    this.payments = payments;
  }

  record OneTenant(@Path TenantId tenant) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(
                PATH + "/entitlements",
                "getTenantEntitlements",
                "What a tenant's plan allows, and how much of it is in use")
            .platform(Permission.TENANTS_READ)
            .takes(OneTenant.class)
            .answers(
                PlanUse.class,
                (_, request) -> tenants.known(request.tenant()).thenCompose(use::of)),
        Endpoint.get(
                PATH + "/subscriptions",
                "listTenantSubscriptions",
                "A tenant's subscriptions, the latest first")
            .platform(Permission.TENANTS_READ)
            .takes(OneTenant.class)
            .pages(
                SubscriptionSummary.class,
                (_, request) ->
                    tenants
                        .known(request.tenant())
                        .thenCompose(payments::subscriptions)
                        .thenApply(items -> new Page<>(items, null))));
  }
}
