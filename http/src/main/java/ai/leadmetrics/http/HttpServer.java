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
import ai.leadmetrics.http.billing.UsageReport;
import ai.leadmetrics.http.crm.LeadsApi;
import ai.leadmetrics.http.identity.Factors;
import ai.leadmetrics.http.identity.Identity;
import ai.leadmetrics.http.identity.TokenKeys;
import ai.leadmetrics.http.identity.VerifiedGate;
import ai.leadmetrics.http.inbox.InboxApi;
import ai.leadmetrics.http.kit.Api;
import ai.leadmetrics.http.kit.Bodies;
import ai.leadmetrics.http.kit.Commands;
import ai.leadmetrics.http.kit.Connections;
import ai.leadmetrics.http.kit.OpenApi;
import ai.leadmetrics.http.kit.Problem;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.RateLimits;
import ai.leadmetrics.http.kit.Responses;
import ai.leadmetrics.http.kit.SecurityHeaders;
import ai.leadmetrics.http.kit.SharedBudget;
import ai.leadmetrics.http.kit.Visit;
import ai.leadmetrics.http.kit.Visits;
import ai.leadmetrics.http.knowledge.KnowledgeApi;
import ai.leadmetrics.http.knowledge.KnowledgeRoom;
import ai.leadmetrics.http.live.LiveApi;
import ai.leadmetrics.http.live.LiveSockets;
import ai.leadmetrics.http.live.TenantFeed;
import ai.leadmetrics.http.notifications.MailApi;
import ai.leadmetrics.http.notifications.NotificationsApi;
import ai.leadmetrics.http.notifications.ReachApi;
import ai.leadmetrics.http.ops.AlarmsApi;
import ai.leadmetrics.http.ops.AuditApi;
import ai.leadmetrics.http.ops.DeadLettersApi;
import ai.leadmetrics.http.ops.Health;
import ai.leadmetrics.http.ops.OpsApi;
import ai.leadmetrics.http.portal.ApiDocs;
import ai.leadmetrics.http.portal.Portal;
import ai.leadmetrics.http.tenancy.ChannelsApi;
import ai.leadmetrics.http.tenancy.KnownTenants;
import ai.leadmetrics.http.tenancy.TeamRoom;
import ai.leadmetrics.http.tenancy.TenancyApis;
import ai.leadmetrics.http.tenancy.TenantGate;
import ai.leadmetrics.http.webhooks.Webhooks;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.streams.agents.RunsQueries;
import ai.leadmetrics.streams.billing.AccountingStore;
import ai.leadmetrics.streams.billing.BillingPartyStore;
import ai.leadmetrics.streams.billing.CreditStore;
import ai.leadmetrics.streams.billing.CreditsQueries;
import ai.leadmetrics.streams.billing.EntitlementStore;
import ai.leadmetrics.streams.billing.InvoiceQueries;
import ai.leadmetrics.streams.billing.InvoiceStore;
import ai.leadmetrics.streams.billing.PaymentStore;
import ai.leadmetrics.streams.billing.Payments;
import ai.leadmetrics.streams.billing.PlanStore;
import ai.leadmetrics.streams.billing.PlanUseQueries;
import ai.leadmetrics.streams.billing.TenantUsageQueries;
import ai.leadmetrics.streams.billing.TokenStore;
import ai.leadmetrics.streams.billing.UsageQueries;
import ai.leadmetrics.streams.crm.LeadsQueries;
import ai.leadmetrics.streams.identity.SigningKeyStore;
import ai.leadmetrics.streams.identity.UserStore;
import ai.leadmetrics.streams.inbox.InboxQueries;
import ai.leadmetrics.streams.inbox.ReplyRoutes;
import ai.leadmetrics.streams.kit.Door;
import ai.leadmetrics.streams.kit.Live;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Quotas;
import ai.leadmetrics.streams.knowledge.KnowledgeStore;
import ai.leadmetrics.streams.messaging.ChannelSetup;
import ai.leadmetrics.streams.notifications.NotificationStore;
import ai.leadmetrics.streams.notifications.OutboxStore;
import ai.leadmetrics.streams.notifications.PreferenceStore;
import ai.leadmetrics.streams.notifications.PushStore;
import ai.leadmetrics.streams.notifications.TelegramStore;
import ai.leadmetrics.streams.notifications.TemplateStore;
import ai.leadmetrics.streams.ops.AlarmStore;
import ai.leadmetrics.streams.ops.AuditStore;
import ai.leadmetrics.streams.ops.DeadLetterStore;
import ai.leadmetrics.streams.ops.HealthQueries;
import ai.leadmetrics.streams.ops.JobStore;
import ai.leadmetrics.streams.ops.LiveQueries;
import ai.leadmetrics.streams.ops.OverviewQueries;
import ai.leadmetrics.streams.ops.Refusals;
import ai.leadmetrics.streams.ops.ViewsStore;
import ai.leadmetrics.streams.tenancy.StandingStore;
import ai.leadmetrics.streams.tenancy.TenantStore;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SystemMaterializer;

/** One port for everything: deliveries, API, live socket, health, portal. */
public final class HttpServer {
  private final Webhooks webhooks;
  private final Bodies bodies;
  private final Api api;
  private final ApiDocs docs;
  private final LiveSockets live;
  private final Health health;
  private final Portal portal = new Portal();
  private final Visits visits;
  private final SecurityHeaders headers;
  private final boolean behindProxy;
  private final SharedBudget requests;

  private HttpServer(Platform platform, Door door, Supplier<List<SigningKeyStore.Key>> keys) {
    var root = platform.config();
    var config = root.getConfig("leadmetrics.http");
    Materializer materializer = SystemMaterializer.get(platform.system()).materializer();
    var entitlements = new EntitlementStore(platform);
    var rates =
        new RateLimits(
            config,
            Quotas.of(platform.system()),
            tenant -> entitlements.of(tenant).thenApply(has -> has.plan().wire()));
    var identity = Identity.of(platform, keys, Factors.secondFactors(platform), rates);
    var audit = new AuditStore(platform.database());
    var refusals = new Refusals(audit::append);
    var commands = new Commands(platform.entities());
    var invoices = new InvoiceQueries(platform);
    var credits = new CreditStore(platform, entitlements);
    var creditQueries = new CreditsQueries(platform.database(), entitlements);
    var payments = new Payments(platform);
    var use = new PlanUseQueries(platform.database(), entitlements);
    var tenants = new TenantStore(platform.database());
    var known = new KnownTenants(tenants);
    var usage =
        new UsageReport(
            new UsageQueries(platform.database()),
            new TokenStore(platform, entitlements),
            tenants,
            platform.clock());
    var endpoints =
        new ApiEndpoints(
                identity.signInApi(),
                identity.accountApi(),
                identity.profileApi(),
                Factors.of(platform, identity),
                new InboxApi(
                    new InboxQueries(platform.database()),
                    new ReplyRoutes(platform.database(), platform.clock()),
                    commands,
                    platform.clock()),
                new LeadsApi(new LeadsQueries(platform.database()), commands),
                new RunsApi(new RunsQueries(platform.database()), known),
                new ChannelsApi(new ChannelSetup(platform), entitlements, identity.account()),
                TenancyApis.of(platform, new UserStore(platform.database(), root)),
                new KnowledgeApi(
                    KnowledgeStore.of(platform), new KnowledgeRoom(root, entitlements), known),
                new DeadLettersApi(new DeadLetterStore(platform)),
                new AlarmsApi(new AlarmStore(platform)),
                new OpsApi(
                    new OverviewQueries(platform),
                    new ViewsStore(platform.database()),
                    new JobStore(platform)),
                new InvoicesApi(invoices, new BillingPartyStore(platform)),
                new ManageInvoicesApi(invoices, new InvoiceStore(platform), platform.clock()),
                new PlansApi(new PlanStore(platform.database()), use, platform.clock()),
                new CreditsApi(creditQueries, credits, platform.clock()),
                new ManageCreditsApi(creditQueries, credits, known, platform.clock()),
                new ManageBillingApi(known, use, payments),
                new UsageApi(usage, commands),
                new ManageUsageApi(new TenantUsageQueries(platform), usage, known),
                new AuditApi(audit),
                TeamRoom.of(platform, identity, entitlements),
                new NotificationsApi(
                    new NotificationStore(platform), new PreferenceStore(platform)),
                new ReachApi(
                    identity.account(), new TelegramStore(platform), new PushStore(platform)),
                new MailApi(new TemplateStore(platform), new OutboxStore(platform)),
                new PaymentsApi(
                    payments, new PaymentStore(platform.database()), commands, platform.clock()),
                new ManagePaymentsApi(platform),
                new ManageAccountingApi(new AccountingStore(platform)),
                new LiveApi(identity.tokens()))
            .all();
    this.live =
        new LiveSockets(
            platform.system(),
            identity.tokens(),
            identity.sessions(),
            new TenantFeed(Live.of(platform.system()), new LiveQueries(platform.database())),
            root.getConfig("leadmetrics.live"));
    platform.metrics().gauge("leadmetrics.live.sockets", live, LiveSockets::count);
    this.visits = new Visits(config);
    this.behindProxy = config.getBoolean("behind-proxy");
    this.requests =
        new SharedBudget(config.getLong("requests.total"), config.getDouble("requests.share"));
    this.headers =
        new SecurityHeaders(
            root.getString("leadmetrics.razorpay.checkout-script"),
            root.getString("leadmetrics.razorpay.checkout-frame"));
    this.bodies = new Bodies(config, platform.metrics(), materializer);
    this.webhooks = new Webhooks(door, bodies, rates, visits, root);
    this.api =
        new Api(
            endpoints,
            identity.authenticator(),
            List.of(new VerifiedGate(), new TenantGate(new StandingStore(platform))),
            rates,
            refusals::append,
            platform.clock(),
            platform.metrics(),
            bodies,
            config);
    this.docs = new ApiDocs(OpenApi.of(endpoints));
    this.health =
        new Health(
            new HealthQueries(platform, config.getDuration("health-timeout")),
            identity.authenticator(),
            platform.metrics() instanceof PrometheusMeterRegistry prometheus
                ? Optional.of(prometheus)
                : Optional.empty());
  }

  /**
   * Starts to listen where {@code leadmetrics.http} says, once the database has answered; stops
   * with the actor system, letting requests in flight end.
   */
  public static CompletionStage<InetSocketAddress> start(Platform platform, Door door) {
    var tokenKeys = new TokenKeys(platform);
    return tokenKeys
        .follow()
        .thenCompose(
            _ ->
                new Connections(
                        platform.system(),
                        platform.config().getConfig("leadmetrics.http"),
                        platform.metrics(),
                        new HttpServer(platform, door, tokenKeys)::admit)
                    .bind());
  }

  /**
   * Behind a proxy the share of a source is counted in requests: the connections are the proxy's.
   */
  private CompletionStage<HttpResponse> admit(HttpRequest request) {
    // Health is asked by the proxy itself, and answers from memory.
    if (!behindProxy || request.getUri().path().startsWith(Health.PREFIX)) {
      return handle(request);
    }
    var source = visits.source(request);
    if (requests.take(source, 1) != SharedBudget.Answer.GRANTED) {
      bodies.discard(request);
      return CompletableFuture.completedFuture(
          Responses.problem(
              new ProblemException(Problem.of(CommonError.RATE_LIMITED), 1),
              Visits.requestId(request)));
    }
    return handle(request).whenComplete((_, _) -> requests.release(source, 1));
  }

  private CompletionStage<HttpResponse> handle(HttpRequest request) {
    var path = request.getUri().path();
    if (path.startsWith(Webhooks.PREFIX)) {
      return webhooks.handle(request, path);
    }
    var visit = visits.of(request);
    CompletionStage<HttpResponse> answer;
    try {
      answer = route(request, path, visit);
    } catch (RuntimeException e) {
      answer = CompletableFuture.completedFuture(Responses.problem(e, visit.requestId()));
    }
    return answer.thenApply(response -> headers.on(response, visit));
  }

  private CompletionStage<HttpResponse> route(HttpRequest request, String path, Visit visit) {
    if (path.startsWith("/api/")) {
      return docs.handle(request, path, visit.requestId())
          .<CompletionStage<HttpResponse>>map(CompletableFuture::completedFuture)
          .orElseGet(() -> api.handle(request, visit));
    }
    bodies.discard(request);
    if (path.equals(LiveSockets.PATH)) {
      return live.handle(request, visit);
    }
    return health
        .handle(request, path, visit)
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(portal.handle(request, path, visit.requestId())));
  }
}
