package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Commands;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Found;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Page;
import ai.leadmetrics.protocol.tenancy.IndustryTemplate;
import ai.leadmetrics.protocol.tenancy.Onboarding;
import ai.leadmetrics.protocol.tenancy.OnboardingStep;
import ai.leadmetrics.protocol.tenancy.SettingsView;
import ai.leadmetrics.protocol.tenancy.StepOutcome;
import ai.leadmetrics.protocol.tenancy.TenantCommand.CompleteOnboarding;
import ai.leadmetrics.protocol.tenancy.TenantCommand.FinishStep;
import ai.leadmetrics.protocol.tenancy.TenantFacts;
import ai.leadmetrics.protocol.tenancy.Trial;
import ai.leadmetrics.streams.agents.TrialStore;
import ai.leadmetrics.streams.knowledge.KnowledgeStore;
import ai.leadmetrics.streams.tenancy.TemplateStore;
import ai.leadmetrics.streams.tenancy.TenantStore;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** What a new tenant goes through before the AI answers its customers. */
public final class OnboardingApi {
  private static final String PATH = "/api/v1/onboarding";

  private final TenantStore tenants;
  private final TemplateStore templates;
  private final KnowledgeStore knowledge;
  private final TrialStore trials;
  private final Commands commands;
  private final Clock clock;

  public OnboardingApi(
      TenantStore tenants,
      TemplateStore templates,
      KnowledgeStore knowledge,
      TrialStore trials,
      Commands commands,
      Clock clock) {
    this.tenants = tenants;
    this.templates = templates;
    this.knowledge = knowledge;
    this.trials = trials;
    this.commands = commands;
    this.clock = clock;
  }

  record StepRequest(StepOutcome outcome) {}

  record FinishStepOf(@Path OnboardingStep step, @Body StepRequest body) {}

  record TemplateRequest(@NotBlank @Size(max = 40) String template) {}

  record ApplyTemplate(@Body TemplateRequest body) {}

  record TrialRequest(@NotBlank @Size(max = 1000) String question) {}

  record TryOut(@Body TrialRequest body) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH, "getOnboarding", "How far the onboarding is")
            .tenant(Permission.SETTINGS_READ)
            .answers(Onboarding.class, (caller, _) -> progress(caller, facts -> facts)),
        Endpoint.put(PATH + "/steps/{step}", "finishStep", "Note a step as done or skipped")
            .tenant(Permission.SETTINGS_MANAGE)
            .takes(FinishStepOf.class)
            .answers(Onboarding.class, this::finish),
        Endpoint.post(PATH + "/launch", "launch", "Let the AI answer customers")
            .tenant(Permission.SETTINGS_MANAGE)
            .answers(Onboarding.class, (caller, _) -> launch(caller)),
        Endpoint.get(PATH + "/templates", "listTemplates", "What businesses usually start from")
            .tenant(Permission.SETTINGS_READ)
            .pages(
                IndustryTemplate.class,
                (_, _) -> CompletableFuture.completedFuture(new Page<>(templates.all(), null))),
        Endpoint.post(PATH + "/template", "applyTemplate", "Take over a template's settings")
            .tenant(Permission.SETTINGS_MANAGE)
            .takes(ApplyTemplate.class)
            .answers(SettingsView.class, this::apply),
        Endpoint.post(PATH + "/trial", "tryOut", "What the AI would answer a customer")
            .tenant(Permission.SETTINGS_READ)
            .takes(TryOut.class)
            .answers(
                Trial.class,
                (caller, request) ->
                    trials
                        .ask(caller.tenant(), caller.command(), request.body().question().strip())
                        .thenApply(OnboardingApi::told)));
  }

  private static Trial told(TrialStore.Result result) {
    return switch (result) {
      case TrialStore.Result.Answered(var trial) -> trial;
      case TrialStore.Result.Refused(var rejection) -> throw new ProblemException(rejection);
    };
  }

  private CompletionStage<Onboarding> finish(Caller.OfTenant caller, FinishStepOf request) {
    var outcome = request.body().outcome();
    return commands
        .send(
            caller,
            EntityId.ofTenant(caller.tenant()),
            new FinishStep(request.step(), outcome, clock.instant()))
        .thenCompose(_ -> progress(caller, facts -> facts.with(request.step(), outcome)));
  }

  private CompletionStage<Onboarding> launch(Caller.OfTenant caller) {
    return commands
        .send(caller, EntityId.ofTenant(caller.tenant()), new CompleteOnboarding(clock.instant()))
        .thenCompose(_ -> progress(caller, facts -> facts.with(facts.standing().launched())));
  }

  /**
   * @param since what has just happened, which the table may not have yet
   */
  private CompletionStage<Onboarding> progress(
      Caller.OfTenant caller, UnaryOperator<TenantFacts> since) {
    return tenants
        .facts(caller.tenant())
        .thenApply(facts -> Onboarding.of(since.apply(Found.require(facts))));
  }

  private CompletionStage<SettingsView> apply(Caller.OfTenant caller, ApplyTemplate request) {
    var template = Found.require(templates.named(request.body().template()));
    var change = Templates.change(template);
    return commands
        .send(caller, EntityId.ofTenant(caller.tenant()), change.command())
        .thenCompose(_ -> knowledge.addMissing(caller.tenant(), template.answers()))
        .thenCompose(_ -> tenants.facts(caller.tenant()))
        .thenApply(Found::require)
        .thenApply(
            facts ->
                SettingsView.of(
                    caller.tenant().value(), facts.with(change.profile()).with(change.settings())));
  }
}
