package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Responses;
import ai.leadmetrics.protocol.billing.BillingError;
import ai.leadmetrics.protocol.billing.Limit;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.billing.EntitlementStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** How many people a tenant's plan allows, and what would allow more. */
public final class Seats {
  private final EntitlementStore entitlements;

  Seats(EntitlementStore entitlements) {
    this.entitlements = entitlements;
  }

  CompletionStage<Long> of(TenantId tenant) {
    return entitlements.of(tenant).thenApply(has -> has.limits().seats());
  }

  /** The team knows that there is no room, the plans know where there is. */
  <T> CompletionStage<T> explained(TenantId tenant, CompletionStage<T> answer) {
    return answer.exceptionallyCompose(
        failure ->
            Responses.unwrap(failure) instanceof ProblemException refusal
                    && refusal.problem().code().equals(BillingError.PLAN_LIMIT.code())
                ? of(tenant)
                    .thenCompose(seats -> entitlements.room(tenant, Limit.SEATS, seats + 1))
                    .thenCompose(
                        better ->
                            CompletableFuture.failedFuture(
                                better.map(ProblemException::new).orElse(refusal)))
                : CompletableFuture.failedFuture(failure));
  }
}
