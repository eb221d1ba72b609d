package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.http.kit.Access;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Gate;
import ai.leadmetrics.http.kit.Method;
import ai.leadmetrics.http.kit.Problem;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.protocol.tenancy.TenancyError;
import ai.leadmetrics.protocol.tenancy.TenantState;
import ai.leadmetrics.streams.tenancy.StandingStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Lets a frozen tenant read but change nothing, and a paused or closed one neither. What belongs to
 * people themselves is not the tenant's: whoever closed a business can begin another.
 */
public final class TenantGate implements Gate {
  private final StandingStore standings;

  public TenantGate(StandingStore standings) {
    this.standings = standings;
  }

  @Override
  public CompletionStage<?> admit(Caller caller, Endpoint<?, ?, ?> endpoint) {
    var tenant = caller.session().tenant();
    if (tenant == null || endpoint.access() instanceof Access.SignedIn) {
      return CompletableFuture.completedFuture("not of a tenant");
    }
    boolean writes = endpoint.route().method() != Method.GET;
    return standings
        .of(tenant)
        .thenAccept(
            standing -> {
              switch (standing.state()) {
                case SIGNING_UP, ONBOARDING, ACTIVE, PAST_DUE -> {}
                case FROZEN -> {
                  if (writes) {
                    throw new ProblemException(TenancyError.TENANT_FROZEN);
                  }
                }
                case PAUSED, CANCELLED, ERASED -> throw refusal(standing.state());
              }
            });
  }

  private static ProblemException refusal(TenantState state) {
    var code =
        state == TenantState.PAUSED ? TenancyError.TENANT_PAUSED : TenancyError.TENANT_CANCELLED;
    return new ProblemException(Problem.of(code), 0);
  }
}
