package ai.leadmetrics.http.billing;

import ai.leadmetrics.http.kit.Csv;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.FileAnswer;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.Query;
import ai.leadmetrics.http.tenancy.KnownTenants;
import ai.leadmetrics.protocol.billing.TenantUsage;
import ai.leadmetrics.protocol.billing.Usage;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.billing.TenantUsageQueries;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the AI of all tenants uses, and what that costs whoever runs the platform. */
public final class ManageUsageApi {
  private static final String PATH = "/api/v1/manage/usage";
  private static final int MAX_ROWS = 1_000;
  private static final List<String> HEADER =
      List.of(
          "tenant",
          "name",
          "runs",
          "failed",
          "input_tokens",
          "output_tokens",
          "credits",
          "overage_paise",
          "cost_minor",
          "currency");

  private final TenantUsageQueries queries;
  private final UsageReport report;
  private final KnownTenants tenants;

  public ManageUsageApi(TenantUsageQueries queries, UsageReport report, KnownTenants tenants) {
    this.queries = queries;
    this.report = report;
    this.tenants = tenants;
  }

  record UsageOfAll(
      @Query(doc = "First day, UTC; 30 days ago where it is left out") @Nullable LocalDate from,
      @Query(doc = "Last day, UTC; today where it is left out") @Nullable LocalDate to,
      @Query(otherwise = "200") @Min(1) @Max(MAX_ROWS) int limit) {}

  record UsageOfTenant(
      @Path TenantId tenant,
      @Query(doc = "First day in the business's time zone; 30 days ago where it is left out")
          @Nullable LocalDate from,
      @Query(doc = "Last day; today where it is left out") @Nullable LocalDate to) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "listTenantUsage", "What each tenant used, the dearest first")
            .platform(Permission.TENANTS_READ)
            .takes(UsageOfAll.class)
            .pages(
                TenantUsage.class,
                (_, request) ->
                    all(request, request.limit()).thenApply(rows -> new Page<>(rows, null))),
        Endpoint.get(PATH + ".csv", "exportTenantUsage", "What each tenant used, as CSV")
            .platform(Permission.TENANTS_READ)
            .takes(UsageOfAll.class)
            .servesFile((_, request) -> all(request, MAX_ROWS).thenApply(ManageUsageApi::file)),
        Endpoint.get(
                "/api/v1/manage/tenants/{tenant}/usage",
                "getTenantUsage",
                "A tenant's tokens and credits by day, agent, model and kind of work")
            .platform(Permission.TENANTS_READ)
            .takes(UsageOfTenant.class)
            .answers(
                Usage.class,
                (_, request) ->
                    tenants
                        .known(request.tenant())
                        .thenCompose(tenant -> report.of(tenant, request.from(), request.to()))));
  }

  private CompletionStage<List<TenantUsage>> all(UsageOfAll request, int limit) {
    var span = report.span(ZoneOffset.UTC, request.from(), request.to());
    return queries.byCost(span.from(), span.to(), limit);
  }

  private static FileAnswer file(List<TenantUsage> rows) {
    return FileAnswer.csv(
        "usage-of-tenants.csv", Csv.of(HEADER, rows.stream().map(ManageUsageApi::row)));
  }

  private static List<@Nullable Object> row(TenantUsage row) {
    var cost = row.cost();
    return Arrays.<@Nullable Object>asList(
        row.tenant(),
        row.name(),
        row.runs(),
        row.failed(),
        row.inputTokens(),
        row.outputTokens(),
        row.credits(),
        row.overage().minor(),
        cost == null ? null : cost.minor(),
        cost == null ? null : cost.currency());
  }
}
