package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.Query;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.tenancy.SignUpDraft;
import ai.leadmetrics.protocol.tenancy.TenancyError;
import ai.leadmetrics.streams.tenancy.SignUpStore;
import ai.leadmetrics.streams.tenancy.SignUpStore.Claimed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** From an account to a tenant of one's own: company, location, plan. */
public final class SignUpApi {
  private static final String PATH = "/api/v1/sign-up";

  private final SignUpStore signUps;
  private final Founding founding;
  private final Clock clock;

  public SignUpApi(SignUpStore signUps, Founding founding, Clock clock) {
    this.signUps = signUps;
    this.founding = founding;
    this.clock = clock;
  }

  /** What a business of this name would be called in addresses. */
  record SuggestedName(String id) {}

  /**
   * @param plan which the owner has yet to pay for, unless it is free
   */
  record SignedUp(String tenant, String plan) {}

  record Suggest(@Query @NotBlank @Size(max = 100) String name) {}

  record SaveDraft(@Body SignUpDraft body) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get(PATH + "/draft", "getSignUp", "What the user has told so far")
            .signedIn()
            .answers(SignUpDraft.class, (caller, _) -> signUps.draft(caller.user())),
        Endpoint.put(PATH + "/draft", "saveSignUp", "Add to what the user has told")
            .signedIn()
            .takes(SaveDraft.class)
            .answers(SignUpDraft.class, (caller, request) -> save(caller, request.body())),
        Endpoint.get(PATH + "/name", "suggestName", "The id a business would get")
            .signedIn()
            .takes(Suggest.class)
            .answers(
                SuggestedName.class,
                (_, request) ->
                    signUps
                        .suggest(request.name())
                        .thenApply(
                            claimed ->
                                switch (claimed) {
                                  case Claimed.Given(var id) -> new SuggestedName(id.value());
                                  case Claimed.Refused(var rejection) ->
                                      throw new ProblemException(rejection);
                                })),
        Endpoint.post(PATH + "/tenant", "signUpTenant", "Make a tenant of what was told")
            .signedIn()
            .takes(SaveDraft.class)
            .creates(SignedUp.class, (caller, request) -> signUp(caller, request.body())));
  }

  /** Who runs the platform makes tenants for others, not for themselves. */
  private static String member(Caller caller) {
    if (caller.session().role() == Role.SUPER_ADMIN) {
      throw new ProblemException(TenancyError.NOT_FOR_OPERATORS);
    }
    return caller.user();
  }

  private CompletionStage<SignUpDraft> save(Caller caller, SignUpDraft draft) {
    Fields.require(draft.problems());
    return signUps.save(member(caller), draft, clock.instant());
  }

  private CompletionStage<SignedUp> signUp(Caller caller, SignUpDraft last) {
    var user = member(caller);
    return save(caller, last)
        .thenCompose(
            draft -> {
              if (!draft.isComplete()) {
                throw new ProblemException(TenancyError.DRAFT_INCOMPLETE);
              }
              return founding
                  .register(user, user, draft)
                  .thenCompose(tenant -> founding.owner(tenant, user, user).thenApply(_ -> tenant))
                  .thenCompose(
                      tenant ->
                          signUps
                              .forget(user)
                              .thenApply(
                                  _ ->
                                      new SignedUp(
                                          tenant.value(), Objects.requireNonNull(draft.plan()))));
            });
  }
}
