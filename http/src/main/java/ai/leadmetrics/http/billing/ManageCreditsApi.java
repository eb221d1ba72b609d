package ai.leadmetrics.http.billing;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand;
import ai.leadmetrics.protocol.billing.CreditLedgerCommand.Adjust;
import ai.leadmetrics.protocol.billing.CreditsOverview;
import ai.leadmetrics.protocol.billing.EntryId;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.billing.CreditStore;
import ai.leadmetrics.streams.billing.CreditsQueries;
import ai.leadmetrics.streams.tenancy.TenantStore;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What the operator does to a tenant's credits. */
public final class ManageCreditsApi {
  private static final String PATH = "/api/v1/manage/tenants/{tenant}/credits";

  private final CreditsQueries queries;
  private final CreditStore credits;
  private final TenantStore tenants;
  private final Clock clock;

  public ManageCreditsApi(
      CreditsQueries queries, CreditStore credits, TenantStore tenants, Clock clock) {
    this.queries = queries;
    this.credits = credits;
    this.tenants = tenants;
    this.clock = clock;
  }

  record OneTenant(@Path String tenant) {}

  record AdjustCredits(@Path String tenant, @Body AdjustCreditsRequest body) {}

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
                (_, request) -> known(request.tenant()).thenCompose(queries::overview)),
        Endpoint.post(PATH + "/adjustments", "adjustTenantCredits", "Correct a tenant's credits")
            .platform(Permission.TENANTS_MANAGE)
            .takes(AdjustCredits.class)
            .does(this::adjust));
  }

  private CompletionStage<?> adjust(Caller caller, AdjustCredits request) {
    var body = request.body();
    var entry = entry(body.entry());
    if (body.delta() == 0) {
      throw ProblemException.invalid("delta", "invalid", "must not be 0");
    }
    return known(request.tenant())
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
        .thenApply(CreditsApi::done);
  }

  private static EntryId entry(String text) {
    try {
      return new EntryId(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("entry", "invalid", "is not an entry id");
    }
  }

  private CompletionStage<TenantId> known(String slug) {
    TenantId tenant;
    try {
      tenant = new TenantId(slug);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(CommonError.NOT_FOUND);
    }
    return tenants
        .profile(tenant)
        .thenApply(
            profile -> {
              if (profile.isEmpty()) {
                throw new ProblemException(CommonError.NOT_FOUND);
              }
              return tenant;
            });
  }
}
