package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Plain;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.notifications.Mail;
import ai.leadmetrics.protocol.notifications.MailAddress;
import ai.leadmetrics.protocol.tenancy.IndustryTemplate;
import ai.leadmetrics.protocol.tenancy.OnboardingStep;
import ai.leadmetrics.protocol.tenancy.SignUpDraft;
import ai.leadmetrics.protocol.tenancy.SignUpDraft.SignUpCompany;
import ai.leadmetrics.protocol.tenancy.SignUpDraft.SignUpLocation;
import ai.leadmetrics.protocol.tenancy.StepOutcome;
import ai.leadmetrics.protocol.tenancy.TenantCommand.CompleteOnboarding;
import ai.leadmetrics.protocol.tenancy.TenantCommand.FinishStep;
import ai.leadmetrics.streams.identity.UserStore;
import ai.leadmetrics.streams.knowledge.KnowledgeStore;
import ai.leadmetrics.streams.notifications.MailStore;
import ai.leadmetrics.streams.tenancy.TemplateStore;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes tenants for others: business, settings of a template, and an owner, in one go. */
final class NewTenants {
  private static final int PASSWORD_BYTES = 12;

  private final Founding founding;
  private final TemplateStore templates;
  private final KnowledgeStore knowledge;
  private final UserStore users;
  private final MailStore mails;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  NewTenants(
      Founding founding,
      TemplateStore templates,
      KnowledgeStore knowledge,
      UserStore users,
      MailStore mails,
      Clock clock) {
    this.founding = founding;
    this.templates = templates;
    this.knowledge = knowledge;
    this.users = users;
    this.mails = mails;
    this.clock = clock;
  }

  /**
   * @param template whose settings are taken over; with one, the AI answers from the start
   */
  record CreateTenantRequest(
      @NotBlank @Plain @Size(max = 100) String name,
      @Nullable @Size(max = 60) String industry,
      @NotBlank @Size(max = 2) String country,
      @Nullable @Size(max = 60) String state,
      @Nullable @Size(max = 100) String city,
      @Nullable @Size(max = 200) String street,
      @Nullable @Size(max = 20) String postalCode,
      @NotBlank @Size(max = 60) String timeZone,
      @Nullable @Size(max = 40) String template,
      @NotBlank @Size(max = 254) String ownerEmail,
      @NotBlank @Plain @Size(max = 100) String ownerName) {
    SignUpDraft draft() {
      return new SignUpDraft(
          new SignUpCompany(name.strip(), Objects.requireNonNullElse(industry, ""), null),
          new SignUpLocation(country, state, city, street, postalCode, timeZone),
          null);
    }
  }

  /**
   * @param ownerPassword to be handed over once; absent where the owner had an account already
   */
  record TenantCreated(String tenant, String ownerEmail, @Nullable String ownerPassword) {
    @Override
    public String toString() {
      return "created " + tenant;
    }
  }

  CompletionStage<TenantCreated> create(Caller caller, CreateTenantRequest request) {
    Fields.require(request.draft().problems());
    var template = request.template() == null ? null : template(request.template());
    var email =
        MailAddress.normal(request.ownerEmail())
            .orElseThrow(
                () -> ProblemException.invalid("ownerEmail", "email", "is no e-mail address"));
    return founding
        .register("owner:" + email, caller.user(), request.draft())
        .thenCompose(
            tenant ->
                fill(caller, tenant, template)
                    .thenCompose(_ -> owner(caller, tenant, email, request.ownerName()))
                    .thenApply(password -> new TenantCreated(tenant.value(), email, password)))
        .thenCompose(created -> invite(created, request).thenApply(_ -> created));
  }

  private IndustryTemplate template(String name) {
    return templates
        .named(name)
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    "template",
                    "invalid",
                    "must be one of "
                        + templates.all().stream()
                            .map(IndustryTemplate::key)
                            .collect(Collectors.joining(", "))));
  }

  private CompletionStage<?> fill(
      Caller caller, TenantId tenant, @Nullable IndustryTemplate template) {
    if (template == null) {
      return CompletableFuture.completedFuture(tenant);
    }
    return founding
        .ask(tenant, "template", caller.user(), Templates.change(template).command())
        .thenCompose(_ -> knowledge.addMissing(tenant, template.answers()))
        .thenCompose(_ -> step(caller, tenant, OnboardingStep.VOICE, StepOutcome.DONE))
        .thenCompose(_ -> step(caller, tenant, OnboardingStep.ASSETS, StepOutcome.SKIPPED))
        .thenCompose(_ -> step(caller, tenant, OnboardingStep.DOCUMENTS, StepOutcome.DONE))
        .thenCompose(
            _ ->
                founding.ask(
                    tenant, "launch", caller.user(), new CompleteOnboarding(clock.instant())));
  }

  /** As the wizard notes it, so that it greets nobody with steps that are done. */
  private CompletionStage<?> step(
      Caller caller, TenantId tenant, OnboardingStep step, StepOutcome outcome) {
    return founding.ask(
        tenant, "step:" + step, caller.user(), new FinishStep(step, outcome, clock.instant()));
  }

  /** The owner reads of it wherever the operator's terminal is; a password is never mailed. */
  private CompletionStage<?> invite(TenantCreated created, CreateTenantRequest request) {
    boolean fresh = created.ownerPassword() != null;
    return mails.queue(
        new Mail(
            "tenant-created:" + created.tenant(),
            new TenantId(created.tenant()),
            created.ownerEmail(),
            request.ownerName(),
            fresh ? "tenant-created" : "tenant-added",
            Map.of("business", request.name().strip(), "link", fresh ? "/forgot" : "/sign-in"),
            "en"));
  }

  /** Completes with a new owner's password. */
  private CompletionStage<@Nullable String> owner(
      Caller caller, TenantId tenant, String email, String name) {
    return users
        .findByEmail(email)
        .thenCompose(
            known -> {
              if (known.isPresent()) {
                return founding
                    .owner(tenant, known.get().id(), caller.user())
                    .thenApply(_ -> (@Nullable String) null);
              }
              var password = password();
              return users
                  .put(tenant, email, name, Role.ADMIN, password)
                  .thenCompose(user -> founding.owner(tenant, user.id(), caller.user()))
                  .thenApply(_ -> (@Nullable String) password);
            });
  }

  private String password() {
    var bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
