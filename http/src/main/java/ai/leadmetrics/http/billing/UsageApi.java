package ai.leadmetrics.http.billing;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Commands;
import ai.leadmetrics.http.kit.Csv;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.FileAnswer;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Query;
import ai.leadmetrics.protocol.billing.TokenBudgetCommand;
import ai.leadmetrics.protocol.billing.Usage;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.BusinessProfile;
import ai.leadmetrics.streams.billing.TokenStore;
import ai.leadmetrics.streams.billing.UsageQueries;
import ai.leadmetrics.streams.tenancy.TenantStore;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a tenant's AI uses, and how much of it the tenant allows. */
public final class UsageApi {
  private static final String PATH = "/api/v1/usage";
  private static final int MAX_DAYS = 366;
  private static final int DEFAULT_DAYS = 30;
  private static final List<String> HEADER =
      List.of(
          "day",
          "kind",
          "agent_or_work",
          "model",
          "runs_or_units",
          "failed",
          "input_tokens",
          "output_tokens",
          "credits");

  private final UsageQueries queries;
  private final TokenStore tokens;
  private final TenantStore tenants;
  private final Commands commands;
  private final Clock clock;

  public UsageApi(
      UsageQueries queries,
      TokenStore tokens,
      TenantStore tenants,
      Commands commands,
      Clock clock) {
    this.queries = queries;
    this.tokens = tokens;
    this.tenants = tenants;
    this.commands = commands;
    this.clock = clock;
  }

  record Days(
      @Query(doc = "First day in the business's time zone; 30 days ago where it is left out")
          @Nullable LocalDate from,
      @Query(doc = "Last day; today where it is left out") @Nullable LocalDate to) {}

  /**
   * @param tokens absent for all that the plan contains
   */
  record SetTokenBudgetRequest(@Nullable @Min(0) @Max(1_000_000_000_000L) Long tokens) {}

  record SetTokenBudget(@Body SetTokenBudgetRequest body) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "getUsage", "Tokens and credits by day, agent, model and kind of work")
            .tenant(Permission.USAGE_READ)
            .always()
            .takes(Days.class)
            .answers(Usage.class, (caller, days) -> usage(caller.tenant(), days)),
        Endpoint.get(PATH + ".csv", "exportUsage", "Usage as CSV")
            .tenant(Permission.USAGE_READ)
            .always()
            .takes(Days.class)
            .servesFile((caller, days) -> usage(caller.tenant(), days).thenApply(UsageApi::file)),
        Endpoint.put(PATH + "/budget", "setTokenBudget", "Limit the tokens of a month")
            .tenant(Permission.BILLING_MANAGE)
            .takes(SetTokenBudget.class)
            .does(this::setBudget));
  }

  private CompletionStage<?> setBudget(Caller.OfTenant caller, SetTokenBudget request) {
    return commands.send(
        caller,
        EntityId.only(caller.tenant(), Kind.BUDGET),
        new TokenBudgetCommand.SetBudget(request.body().tokens()));
  }

  private CompletionStage<Usage> usage(TenantId tenant, Days days) {
    return tenants
        .profile(tenant)
        .thenApply(UsageApi::zone)
        .thenCompose(
            zone -> {
              var to = days.to() == null ? LocalDate.now(clock.withZone(zone)) : days.to();
              var from = days.from() == null ? to.minusDays(DEFAULT_DAYS - 1) : days.from();
              require(from, to);
              return usage(tenant, zone, from, to);
            });
  }

  private CompletionStage<Usage> usage(TenantId tenant, ZoneId zone, LocalDate from, LocalDate to) {
    var used = queries.tokens(tenant, zone, from, to);
    var credits = queries.credits(tenant, zone, from, to);
    var spending = tokens.spending(tenant);
    return used.thenCompose(
        runs ->
            credits.thenCombine(
                spending, (lines, spent) -> new Usage(from, to, zone.getId(), runs, lines, spent)));
  }

  private static void require(LocalDate from, LocalDate to) {
    if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= MAX_DAYS) {
      throw ProblemException.invalid("to", "invalid", "must be within 366 days after from");
    }
  }

  private static ZoneId zone(Optional<BusinessProfile> profile) {
    try {
      return ZoneId.of(profile.map(BusinessProfile::timeZone).orElse("UTC"));
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }

  private static FileAnswer file(Usage usage) {
    var runs =
        usage.tokens().stream()
            .map(
                row ->
                    Arrays.<@Nullable Object>asList(
                        row.day(),
                        "tokens",
                        row.agent(),
                        row.model(),
                        row.runs(),
                        row.failed(),
                        row.inputTokens(),
                        row.outputTokens(),
                        null));
    var credits =
        usage.credits().stream()
            .map(
                row ->
                    Arrays.<@Nullable Object>asList(
                        row.day(),
                        "credits",
                        row.creditType(),
                        null,
                        row.units(),
                        null,
                        null,
                        null,
                        row.credits()));
    return FileAnswer.csv(
        "usage-%s-%s.csv".formatted(usage.from(), usage.to()),
        Csv.of(HEADER, Stream.concat(runs, credits)));
  }
}
