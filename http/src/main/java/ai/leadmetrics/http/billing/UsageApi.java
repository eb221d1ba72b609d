package ai.leadmetrics.http.billing;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Commands;
import ai.leadmetrics.http.kit.Csv;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.FileAnswer;
import ai.leadmetrics.http.kit.Query;
import ai.leadmetrics.protocol.billing.TokenBudgetCommand;
import ai.leadmetrics.protocol.billing.Usage;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a tenant's AI uses, and how much of it the tenant allows. */
public final class UsageApi {
  private static final String PATH = "/api/v1/usage";
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

  private final UsageReport report;
  private final Commands commands;

  public UsageApi(UsageReport report, Commands commands) {
    this.report = report;
    this.commands = commands;
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
    return report.of(tenant, days.from(), days.to());
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
