package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.http.identity.SignIns;
import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Found;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.protocol.identity.Me;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.TeamCommand.EnterAsOperator;
import ai.leadmetrics.protocol.tenancy.TeamCommand.LeaveAsOperator;
import ai.leadmetrics.streams.tenancy.StayStore;
import ai.leadmetrics.streams.tenancy.StayStore.Stay;
import ai.leadmetrics.streams.tenancy.TenantStore;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Lets an operator work within a tenant: with a reason, for an hour at most, and in full view of
 * the tenant. It is recorded before it begins.
 */
public final class ImpersonationApi {
  private final Teams teams;
  private final TenantStore tenants;
  private final SignIns signIns;
  private final StayStore stays;
  private final Duration stay;
  private final Clock clock;

  /**
   * @param stay how long a session acts for a tenant at most
   */
  public ImpersonationApi(
      Teams teams,
      TenantStore tenants,
      SignIns signIns,
      StayStore stays,
      Duration stay,
      Clock clock) {
    this.stays = stays;
    this.stay = stay;
    this.teams = teams;
    this.tenants = tenants;
    this.signIns = signIns;
    this.clock = clock;
  }

  /**
   * @param reason the tenant reads it
   */
  record ImpersonateRequest(@NotBlank @Size(max = 500) String reason) {}

  record Impersonate(@Path TenantId tenant, @Body ImpersonateRequest body) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.post(
                "/api/v1/tenants/{tenant}/impersonation",
                "impersonate",
                "Work within a business as its administrator, for an hour at most")
            .platform(Permission.TENANTS_IMPERSONATE)
            .takes(Impersonate.class)
            .answers(Me.class, this::enter),
        Endpoint.delete("/api/v1/me/impersonation", "stopImpersonation", "Go back to the platform")
            .signedIn()
            .onBehalf()
            .always()
            .answers(Me.class, (caller, _) -> leave(caller)));
  }

  private CompletionStage<Me> enter(Caller caller, Impersonate request) {
    var tenant = request.tenant();
    var now = clock.instant();
    var session = caller.session();
    caller.visit().trail().tenant(tenant);
    return tenants
        .profile(tenant)
        .thenApply(Found::require)
        .thenCompose(
            _ ->
                teams.send(
                    tenant,
                    caller.command(),
                    caller.user(),
                    new EnterAsOperator(
                        session.family(),
                        caller.user(),
                        session.name(),
                        request.body().reason().strip(),
                        now,
                        now.plus(stay))))
        // Before the stay begins: none is without its end.
        .thenCompose(
            _ ->
                stays.endAt(
                    now.plus(stay),
                    new Stay(tenant.value(), session.family(), caller.user(), caller.command())))
        .thenCompose(_ -> signIns.impersonate(caller, tenant));
  }

  private CompletionStage<Me> leave(Caller caller) {
    var session = caller.session();
    var tenant = session.tenant();
    var operator = session.impersonator();
    if (tenant == null || operator == null) {
      throw new ProblemException(CommonError.CONFLICT);
    }
    return teams
        .send(tenant, caller.command(), operator, new LeaveAsOperator(session.family(), operator))
        .thenCompose(_ -> stays.left(session.family()))
        .thenCompose(_ -> signIns.stopImpersonating(caller));
  }
}
