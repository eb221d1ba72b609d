package ai.leadmetrics.http.billing;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Commands;
import ai.leadmetrics.http.kit.Csv;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.FileAnswer;
import ai.leadmetrics.http.kit.Query;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.SetOverage;
import ai.leadmetrics.protocol.billing.CreditType;
import ai.leadmetrics.protocol.billing.CreditTypes;
import ai.leadmetrics.protocol.billing.CreditsOverview;
import ai.leadmetrics.protocol.billing.StatementKind;
import ai.leadmetrics.protocol.billing.StatementLine;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.streams.billing.CreditStore;
import ai.leadmetrics.streams.billing.CreditsQueries;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A tenant's credits: balance, statement, overage. Open to whoever owes us money, too. */
public final class CreditsApi {
  private static final String PATH = "/api/v1/credits";
  private static final List<String> HEADER =
      List.of(
          "time",
          "kind",
          "amount",
          "balance",
          "work",
          "units",
          "unit",
          "overage_credits",
          "overage_paise",
          "by",
          "note",
          "entry");

  private final CreditsQueries queries;
  private final CreditStore credits;
  private final Clock clock;

  public CreditsApi(CreditsQueries queries, CreditStore credits, Clock clock) {
    this.queries = queries;
    this.credits = credits;
    this.clock = clock;
  }

  record ListStatement(
      @Query(doc = "Only lines of this kind") @Nullable StatementKind kind,
      @Query(otherwise = "50") @Min(1) @Max(200) int limit,
      @Query @Nullable String cursor) {}

  record ExportStatement(
      @Query(doc = "First day, UTC; 31 days ago where it is left out") @Nullable LocalDate from,
      @Query(doc = "Last day, UTC; today where it is left out") @Nullable LocalDate to) {}

  record SetCeiling(@Body SetCeilingRequest body) {}

  /**
   * @param ceilingPaise what may be spent past the credits in a period, without tax; 0 for nothing
   */
  record SetCeilingRequest(@Min(0) @Max(CreditLedgerCommand.MAX_AMOUNT) long ceilingPaise) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "getCredits", "Balance, allowance and overage")
            .tenant(Permission.BILLING_READ)
            .always()
            .answers(CreditsOverview.class, (caller, _) -> overview(caller)),
        Endpoint.get(PATH + "/statement", "listCreditStatement", "The statement, latest line first")
            .tenant(Permission.BILLING_READ)
            .always()
            .takes(ListStatement.class)
            .pages(StatementLine.class, this::statement),
        Endpoint.get(PATH + "/statement.csv", "exportCreditStatement", "The statement as CSV")
            .tenant(Permission.BILLING_READ)
            .always()
            .takes(ExportStatement.class)
            .servesFile(this::export),
        Endpoint.get(PATH + "/types", "listCreditTypes", "What each kind of work costs")
            .tenant(Permission.BILLING_READ)
            .always()
            .pages(
                CreditType.class,
                (_, _) -> CompletableFuture.completedFuture(new Page<>(CreditTypes.all(), null))),
        Endpoint.put(PATH + "/overage", "setCreditOverage", "Set how far to go past the credits")
            .tenant(Permission.BILLING_MANAGE)
            .takes(SetCeiling.class)
            .does(
                (caller, request) ->
                    credits
                        .ask(
                            caller.tenant(),
                            caller.user(),
                            new SetOverage(request.body().ceilingPaise(), clock.instant()))
                        .thenApply(Commands::done)));
  }

  /** Whoever looks for the first time begins the period by that. */
  private CompletionStage<CreditsOverview> overview(Caller.OfTenant caller) {
    return queries
        .overview(caller.tenant())
        .thenCompose(
            known ->
                known.period() != null
                    ? CompletableFuture.completedFuture(known)
                    : credits.refresh(caller.tenant()).thenApply(_ -> known.begun()));
  }

  private CompletionStage<Page<StatementLine>> statement(
      Caller.OfTenant caller, ListStatement request) {
    return queries.statement(caller.tenant(), request.kind(), request.limit(), request.cursor());
  }

  private CompletionStage<FileAnswer> export(Caller.OfTenant caller, ExportStatement request) {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    var to = request.to() == null ? today : request.to();
    var from = request.from() == null ? to.minusDays(31) : request.from();
    return queries
        .export(caller.tenant(), start(from), start(to.plusDays(1)))
        .thenApply(
            lines ->
                FileAnswer.csv(
                    "credits-" + from + "-to-" + to + ".csv",
                    Csv.of(HEADER, lines.stream().map(CreditsApi::row))));
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static List<@Nullable Object> row(StatementLine line) {
    return Arrays.asList(
        line.at(),
        line.kind().name().toLowerCase(Locale.ROOT),
        line.amount(),
        line.balance(),
        line.creditType(),
        line.units(),
        line.unit(),
        line.overageCredits(),
        line.overage().minor(),
        line.by(),
        line.note(),
        line.entry());
  }
}
