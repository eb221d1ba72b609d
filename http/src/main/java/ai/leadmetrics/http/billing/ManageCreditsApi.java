package ai.leadmetrics.http.billing;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Commands;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Query;
import ai.leadmetrics.http.tenancy.KnownTenants;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Adjust;
import ai.leadmetrics.protocol.billing.CreditsOverview;
import ai.leadmetrics.protocol.billing.EntryId;
import ai.leadmetrics.protocol.billing.StatementKind;
import ai.leadmetrics.protocol.billing.StatementLine;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.billing.CreditStore;
import ai.leadmetrics.streams.billing.CreditsQueries;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the operator does to a tenant's credits. */
public final class ManageCreditsApi {
  private static final String PATH = "/api/v1/manage/tenants/{tenant}/credits";

  private final CreditsQueries queries;
  private final CreditStore credits;
  private final KnownTenants tenants;
  private final Clock clock;

  public ManageCreditsApi(
      CreditsQueries queries, CreditStore credits, KnownTenants tenants, Clock clock) {
    this.queries = queries;
    this.credits = credits;
    this.tenants = tenants;
    this.clock = clock;
  }

  record OneTenant(@Path TenantId tenant) {}

  record ListTenantStatement(
      @Path TenantId tenant,
      @Query(doc = "Only lines of this kind") @Nullable StatementKind kind,
      @Query(otherwise = "50") @Min(1) @Max(200) int limit,
      @Query @Nullable String cursor) {}

  record AdjustCredits(@Path TenantId tenant, @Body AdjustCreditsRequest body) {}

  /**
   * @param entry made by the caller, so that a repetition adjusts nothing: {@code entr_…}
   * @param delta may be negative, but not by more than there is
   */
  record AdjustCreditsRequest(
      @Size(max = 40) String entry,
      @Min(-CreditLedgerCommand.MAX_AMOUNT) @Max(CreditLedgerCommand.MAX_AMOUNT) long delta,
      @NotBlank @Size(max = CreditLedgerCommand.MAX_REASON) String reason) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "getTenantCredits", "A tenant's balance, allowance and overage")
            .platform(Permission.TENANTS_READ)
            .takes(OneTenant.class)
            .answers(
                CreditsOverview.class,
                (_, request) ->
                    tenants
                        .known(request.tenant())
                        .thenCompose(queries::overview)
                        // Nobody there has looked yet; looking from here begins nothing.
                        .thenApply(known -> known.period() == null ? known.begun() : known)),
        Endpoint.get(
                PATH + "/statement",
                "listTenantCreditStatement",
                "A tenant's statement, the latest line first")
            .platform(Permission.TENANTS_READ)
            .takes(ListTenantStatement.class)
            .pages(StatementLine.class, (_, request) -> statement(request)),
        Endpoint.post(PATH + "/adjustments", "adjustTenantCredits", "Correct a tenant's credits")
            .platform(Permission.TENANTS_MANAGE)
            .takes(AdjustCredits.class)
            .does(this::adjust));
  }

  private CompletionStage<Page<StatementLine>> statement(ListTenantStatement request) {
    return tenants
        .known(request.tenant())
        .thenCompose(
            tenant -> queries.statement(tenant, request.kind(), request.limit(), request.cursor()));
  }

  private CompletionStage<?> adjust(Caller caller, AdjustCredits request) {
    var body = request.body();
    var entry = entry(body.entry());
    if (body.delta() == 0) {
      throw ProblemException.invalid("delta", "invalid", "must not be 0");
    }
    return tenants
        .known(request.tenant())
        .thenCompose(
            tenant ->
                credits.ask(
                    tenant,
                    caller.user(),
                    new Adjust(
                        entry,
                        body.delta(),
                        body.reason().strip(),
                        caller.user(),
                        clock.instant())))
        .thenApply(Commands::done);
  }

  private static EntryId entry(String text) {
    try {
      return new EntryId(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("entry", "invalid", "is not an entry id");
    }
  }
}
