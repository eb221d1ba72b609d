package ai.leadmetrics.streams;

import ai.leadmetrics.streams.agents.AgentWorkers;
import ai.leadmetrics.streams.agents.LeadNotes;
import ai.leadmetrics.streams.agents.ReplyQueue;
import ai.leadmetrics.streams.billing.AccountingReactor;
import ai.leadmetrics.streams.billing.ClosedAccounts;
import ai.leadmetrics.streams.billing.EntitlementReactor;
import ai.leadmetrics.streams.billing.InvoiceNumbering;
import ai.leadmetrics.streams.billing.PurchaseInvoices;
import ai.leadmetrics.streams.billing.PurchaseReactor;
import ai.leadmetrics.streams.billing.SubscriptionInvoices;
import ai.leadmetrics.streams.billing.SubscriptionReactor;
import ai.leadmetrics.streams.billing.TokenBudgetReactor;
import ai.leadmetrics.streams.billing.TokenMeter;
import ai.leadmetrics.streams.connect.Gateways;
import ai.leadmetrics.streams.crm.CrmReactor;
import ai.leadmetrics.streams.inbox.Ingest;
import ai.leadmetrics.streams.kit.Relay;
import ai.leadmetrics.streams.kit.RelaySignal;
import ai.leadmetrics.streams.kit.Scheduling;
import ai.leadmetrics.streams.kit.StreamTask;
import ai.leadmetrics.streams.kit.Views;
import ai.leadmetrics.streams.messaging.Deliveries;
import ai.leadmetrics.streams.messaging.OutgoingReactor;
import ai.leadmetrics.streams.notifications.MailSender;
import ai.leadmetrics.streams.notifications.NoticeReactors;
import ai.leadmetrics.streams.ops.AuditReactor;
import ai.leadmetrics.streams.ops.DeadLetters;
import ai.leadmetrics.streams.tenancy.ErasedTenants;
import ai.leadmetrics.streams.tenancy.TeamReactor;
import ai.leadmetrics.streams.tenancy.TenantEndings;
import ai.leadmetrics.streams.tenancy.TenantReactor;
import java.util.List;
import java.util.stream.Stream;

/** Everything that streams, one line each; a node runs those of its roles. */
public final class Streams {
  private Streams() {}

  public static List<StreamTask> all() {
    return Stream.concat(own().stream(), NoticeReactors.all().stream()).toList();
  }

  private static List<StreamTask> own() {
    return List.of(
        Relay.task(),
        RelaySignal.task(),
        new Ingest(),
        new DeadLetters(),
        new TenantReactor(),
        new TeamReactor(),
        new AuditReactor("tenancy"),
        new AuditReactor("identity"),
        new AuditReactor("billing"),
        new TenantEndings(),
        new ErasedTenants(),
        new CrmReactor(),
        new ReplyQueue(),
        new LeadNotes(),
        new AgentWorkers(),
        new OutgoingReactor(),
        new Deliveries(),
        new Scheduling(Jobs.all()),
        new MailSender(),
        Views.task(ReadModels.INBOX),
        Views.task(ReadModels.LEADS),
        new SubscriptionInvoices(),
        new PurchaseInvoices(),
        new InvoiceNumbering(),
        new AccountingReactor(),
        Views.task(ReadModels.RUNS),
        Views.task(ReadModels.INVOICES),
        new EntitlementReactor(),
        new TokenMeter(),
        new TokenBudgetReactor(),
        Gateways.account(),
        new SubscriptionReactor(),
        new ClosedAccounts(),
        new PurchaseReactor(),
        Views.task(ReadModels.CREDITS),
        Views.task(ReadModels.TEAM));
  }
}
