package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.streams.kit.Context;
import ai.leadmetrics.streams.kit.Job;
import ai.leadmetrics.streams.kit.LiveTopic;
import ai.leadmetrics.streams.kit.NoticeSource;
import ai.leadmetrics.streams.kit.StreamTask;
import ai.leadmetrics.streams.kit.TenantTables;
import ai.leadmetrics.streams.kit.View;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Plans, credits, subscriptions, payments and invoices. */
public final class BillingContext implements Context {
  @Override
  public String name() {
    return "billing";
  }

  @Override
  public List<StreamTask> tasks() {
    return List.of(
        new SubscriptionInvoices(),
        new PurchaseInvoices(),
        new InvoiceNumbering(),
        new AccountingReactor(),
        new EntitlementReactor(),
        new TokenMeter(),
        new TokenBudgetReactor(),
        new SubscriptionReactor(),
        new ClosedAccounts(),
        new PurchaseReactor());
  }

  @Override
  public List<View> views() {
    return List.of(new InvoicesView(), new CreditsView());
  }

  @Override
  public List<Job> jobs() {
    return Stream.concat(
            Stream.of(
                CreditJobs.EXPIRY,
                CreditJobs.PERIODS,
                TokenMeter.job(),
                InvoiceJobs.generate(),
                InvoiceJobs.overdue(),
                AccountingSync.PUSH),
            BillingJobs.all().stream())
        .toList();
  }

  @Override
  public List<NoticeSource> notices() {
    return List.of(
        new SubscriptionNotices(), new CreditNotices(), new InvoiceNotices(), new BudgetNotices());
  }

  @Override
  public List<LiveTopic> liveTopics() {
    return List.of(
        new LiveTopic("credits", Permission.BILLING_READ),
        new LiveTopic("invoices", Permission.BILLING_READ));
  }

  @Override
  public boolean isAudited() {
    return true;
  }

  /** What stays of the money of a tenant that is erased. */
  @Override
  public TenantTables tables() {
    return new TenantTables(
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
  }
}
