package ai.leadmetrics.streams.billing;

import ai.leadmetrics.streams.kit.TenantTables;
import java.util.Set;

/** What stays of the money of a tenant that is erased. */
public final class BillingRemains {
  public static final TenantTables OF_TENANTS =
      new TenantTables(
          Set.of(
              "core.entitlement",
              "core.subscription",
              "core.purchase",
              "core.payment",
              "core.refund",
              "core.dispute",
              "core.billing_party",
              "core.invoiced_payment",
              "core.accounting_document",
              "credits.account",
              "credits.statement",
              "credits.hold",
              "invoices.invoice",
              "invoices.overage"),
          Set.of("core.token_month", "core.token_budget"));

  private BillingRemains() {}
}
