package ai.leadmetrics.http;

import ai.leadmetrics.http.agents.RunsApi;
import ai.leadmetrics.http.billing.CreditsApi;
import ai.leadmetrics.http.billing.InvoicesApi;
import ai.leadmetrics.http.billing.ManageAccountingApi;
import ai.leadmetrics.http.billing.ManageBillingApi;
import ai.leadmetrics.http.billing.ManageCreditsApi;
import ai.leadmetrics.http.billing.ManageInvoicesApi;
import ai.leadmetrics.http.billing.ManagePaymentsApi;
import ai.leadmetrics.http.billing.ManageUsageApi;
import ai.leadmetrics.http.billing.PaymentsApi;
import ai.leadmetrics.http.billing.PlansApi;
import ai.leadmetrics.http.billing.UsageApi;
import ai.leadmetrics.http.crm.LeadsApi;
import ai.leadmetrics.http.identity.AccountApi;
import ai.leadmetrics.http.identity.Factors;
import ai.leadmetrics.http.identity.ProfileApi;
import ai.leadmetrics.http.identity.SignInApi;
import ai.leadmetrics.http.inbox.InboxApi;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.knowledge.KnowledgeApi;
import ai.leadmetrics.http.live.LiveApi;
import ai.leadmetrics.http.notifications.MailApi;
import ai.leadmetrics.http.notifications.NotificationsApi;
import ai.leadmetrics.http.notifications.ReachApi;
import ai.leadmetrics.http.ops.AlarmsApi;
import ai.leadmetrics.http.ops.AuditApi;
import ai.leadmetrics.http.ops.DeadLettersApi;
import ai.leadmetrics.http.ops.OpsApi;
import ai.leadmetrics.http.tenancy.ChannelsApi;
import ai.leadmetrics.http.tenancy.TeamRoom;
import ai.leadmetrics.http.tenancy.TenancyApis;
import java.util.List;
import java.util.stream.Stream;

/** Every endpoint of the API, in the order of its document. */
record ApiEndpoints(
    SignInApi signIn,
    AccountApi account,
    ProfileApi profile,
    Factors factors,
    InboxApi inbox,
    LeadsApi leads,
    RunsApi runs,
    ChannelsApi channels,
    TenancyApis tenancy,
    KnowledgeApi knowledge,
    DeadLettersApi deadLetters,
    AlarmsApi alarms,
    OpsApi ops,
    InvoicesApi invoices,
    ManageInvoicesApi manageInvoices,
    PlansApi plans,
    CreditsApi credits,
    ManageCreditsApi manageCredits,
    ManageBillingApi manageBilling,
    UsageApi usage,
    ManageUsageApi manageUsage,
    AuditApi audit,
    TeamRoom team,
    NotificationsApi notifications,
    ReachApi reach,
    MailApi mail,
    PaymentsApi payments,
    ManagePaymentsApi managePayments,
    ManageAccountingApi manageAccounting,
    LiveApi live) {

  List<Endpoint<?, ?, ?>> all() {
    return Stream.of(
            signIn.endpoints(),
            account.endpoints(),
            profile.endpoints(),
            factors.endpoints(),
            inbox.endpoints(),
            leads.endpoints(),
            runs.endpoints(),
            channels.endpoints(),
            tenancy.endpoints(),
            knowledge.endpoints(),
            deadLetters.endpoints(),
            alarms.endpoints(),
            ops.endpoints(),
            invoices.endpoints(),
            manageInvoices.endpoints(),
            plans.endpoints(),
            credits.endpoints(),
            manageCredits.endpoints(),
            manageBilling.endpoints(),
            usage.endpoints(),
            manageUsage.endpoints(),
            audit.endpoints(),
            team.endpoints(),
            notifications.endpoints(),
            reach.endpoints(),
            mail.endpoints(),
            payments.endpoints(),
            managePayments.endpoints(),
            manageAccounting.endpoints(),
            live.endpoints())
        .<Endpoint<?, ?, ?>>flatMap(List::stream)
        .toList();
  }
}
