package ai.leadmetrics.http.billing;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.Plain;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.protocol.billing.CreditType;
import ai.leadmetrics.protocol.billing.CreditTypes;
import ai.leadmetrics.protocol.billing.Limits;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.PlanId;
import ai.leadmetrics.protocol.billing.PlanUse;
import ai.leadmetrics.protocol.billing.PlanVersion;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.streams.billing.PlanStore;
import ai.leadmetrics.streams.billing.PlanStore.Draft;
import ai.leadmetrics.streams.billing.PlanStore.Outcome;
import ai.leadmetrics.streams.billing.PlanStore.Published;
import ai.leadmetrics.streams.billing.PlanUseQueries;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What can be subscribed to, what one has, and publishing new versions of plans. */
public final class PlansApi {
  private static final String VERSIONS = "/api/v1/manage/plans/{plan}/versions";

  private final PlanStore plans;
  private final PlanUseQueries use;
  private final Clock clock;

  public PlansApi(PlanStore plans, PlanUseQueries use, Clock clock) {
    this.plans = plans;
    this.use = use;
    this.clock = clock;
  }

  record OnePlan(@Path String plan) {}

  record PublishPlan(@Path String plan, @Body PublishPlanRequest body) {}

  /**
   * @param after the version it was made from; refused where there is a newer one by now
   * @param pricePaise per month, without tax
   */
  record PublishPlanRequest(
      @Min(1) int after,
      @NotBlank @Plain @Size(max = 40) String name,
      @Min(0) @Max(10_000_000_000L) long pricePaise,
      @Valid PlanLimits limits,
      @Size(max = 100) List<@NotBlank @Size(max = 60) String> features,
      boolean overage) {
    PublishPlanRequest {
      features = List.copyOf(features);
    }
  }

  record PlanLimits(
      @Min(0) @Max(1_000) long agents,
      @Min(0) @Max(10_000) long channels,
      @Min(1) @Max(500) long seats,
      @Min(0) @Max(100_000_000) long contacts,
      @Min(0) @Max(1_000_000_000) long creditsPerMonth,
      @Min(0) @Max(1_000_000_000_000L) long tokensPerMonth) {
    Limits limits() {
      return new Limits(agents, channels, seats, contacts, creditsPerMonth, tokensPerMonth);
    }
  }

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get("/api/v1/plans", "listPlans", "The plans that can be chosen, smallest first")
            .everyone()
            .always()
            .pages(
                PlanVersion.class,
                (_, _) -> plans.current().thenApply(list -> new Page<>(list, null))),
        Endpoint.get("/api/v1/entitlements", "getEntitlements", "What the tenant may use, and does")
            .signedIn()
            .always()
            .answers(PlanUse.class, (caller, _) -> entitlements(caller)),
        Endpoint.get("/api/v1/manage/plans/agents", "listPlanAgents", "Agents a plan may contain")
            .platform(Permission.PLANS_MANAGE)
            .pages(
                CreditType.class,
                (_, _) -> CompletableFuture.completedFuture(new Page<>(CreditTypes.all(), null))),
        Endpoint.get(VERSIONS, "listPlanVersions", "Every version of a plan, the newest first")
            .platform(Permission.PLANS_MANAGE)
            .takes(OnePlan.class)
            .pages(
                Published.class,
                (_, request) ->
                    plans.history(plan(request.plan())).thenApply(list -> new Page<>(list, null))),
        Endpoint.post(VERSIONS, "publishPlanVersion", "Publish another version of a plan")
            .platform(Permission.PLANS_MANAGE)
            .takes(PublishPlan.class)
            .creates(Published.class, this::publish));
  }

  private CompletionStage<PlanUse> entitlements(Caller caller) {
    var tenant = caller.session().tenant();
    if (tenant == null) {
      throw new ProblemException(CommonError.NOT_FOUND);
    }
    return use.of(tenant);
  }

  private CompletionStage<Published> publish(Caller caller, PublishPlan request) {
    var body = request.body();
    var plan = plan(request.plan());
    if (plan == PlanId.FREE && body.pricePaise() > 0) {
      throw ProblemException.invalid("pricePaise", "invalid", "must be 0: nobody pays for Free");
    }
    long agents =
        body.features().stream().filter(name -> CreditTypes.named(name).isPresent()).count();
    if (agents != body.limits().agents()) {
      throw ProblemException.invalid(
          "limits.agents", "invalid", "must be the number of agents among the features: " + agents);
    }
    var draft =
        new Draft(
            plan,
            body.name().strip(),
            Money.inr(body.pricePaise()),
            body.limits().limits(),
            body.features().stream().distinct().toList(),
            body.overage());
    return plans
        .publish(draft, body.after(), clock.instant(), caller.user())
        .thenApply(
            outcome ->
                switch (outcome) {
                  case Outcome.Done(var version) -> version;
                  case Outcome.Refused(var rejection) -> throw new ProblemException(rejection);
                });
  }

  private static PlanId plan(String slug) {
    try {
      return PlanId.of(slug);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(CommonError.NOT_FOUND);
    }
  }
}
