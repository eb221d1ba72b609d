package ai.leadmetrics.http.identity;

import ai.leadmetrics.http.kit.Answer;
import ai.leadmetrics.http.kit.ApiError;
import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.RateClass;
import ai.leadmetrics.http.kit.RateLimits;
import ai.leadmetrics.http.kit.Visit;
import ai.leadmetrics.protocol.identity.Me;
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.BusinessProfile;
import ai.leadmetrics.streams.identity.SessionStore;
import ai.leadmetrics.streams.identity.UserStore;
import ai.leadmetrics.streams.identity.UserStore.User;
import ai.leadmetrics.streams.tenancy.TenantStore;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Sign-in, sign-out, and who one is. */
public final class IdentityApi {
  private final UserStore users;
  private final TenantStore tenants;
  private final SessionStore sessions;
  private final Tokens tokens;
  private final RateLimits rates;
  private final Duration sessionLife;

  public IdentityApi(
      UserStore users,
      TenantStore tenants,
      SessionStore sessions,
      Tokens tokens,
      RateLimits rates,
      Duration sessionLife) {
    this.users = users;
    this.tenants = tenants;
    this.sessions = sessions;
    this.tokens = tokens;
    this.rates = rates;
    this.sessionLife = sessionLife;
  }

  record SignInRequest(
      @NotBlank @Size(max = 320) String email, @NotBlank @Size(max = 200) String password) {
    @Override
    public String toString() {
      return "sign-in of " + email;
    }
  }

  record SignInResponse(String token, Instant expiresAt, Me user) {
    @Override
    public String toString() {
      return "signed in until " + expiresAt;
    }
  }

  record SignIn(@Body SignInRequest body) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.post("/api/v1/auth/sign-in", "signIn", "Sign in with e-mail and password")
            .everyone()
            .takes(SignIn.class)
            .answersWith(SignInResponse.class, this::signIn),
        Endpoint.post("/api/v1/auth/sign-out", "signOut", "End this session everywhere")
            .signedIn()
            .doesWith((caller, _) -> signOut(caller)),
        Endpoint.get("/api/v1/me", "me", "The signed-in user")
            .signedIn()
            .answers(Me.class, (caller, _) -> me(caller)));
  }

  private CompletionStage<Answer<SignInResponse>> signIn(Visit visit, SignIn request) {
    var email = request.body().email().strip();
    var who = visit.address() + ' ' + email.toLowerCase(Locale.ROOT);
    return rates
        .take(RateClass.SIGN_IN, who)
        .thenCompose(
            allowance -> {
              allowance.require();
              return users.authenticate(email, request.body().password());
            })
        .thenCompose(
            user ->
                user.map(this::describe)
                    .orElseGet(
                        () ->
                            CompletableFuture.failedFuture(
                                new ProblemException(ApiError.BAD_CREDENTIALS)))
                    .thenApply(
                        me -> {
                          rates.giveBack(RateClass.SIGN_IN, who);
                          return signedIn(user.orElseThrow(), me, visit.secure());
                        }));
  }

  private Answer<SignInResponse> signedIn(User user, Me me, boolean secure) {
    var issued = tokens.session(user);
    return new Answer<>(
        new SignInResponse(issued.token(), issued.expiresAt(), me),
        List.of(SessionCookie.set(issued.token(), sessionLife, secure)));
  }

  private CompletionStage<Answer<Object>> signOut(Caller caller) {
    var session = caller.session();
    return sessions
        .revoke(session.id(), session.expiresAt())
        .thenApply(_ -> new Answer<>("", List.of(SessionCookie.clear(caller.visit().secure()))));
  }

  private CompletionStage<Me> me(Caller caller) {
    return users
        .find(caller.user())
        .thenCompose(
            user ->
                user.map(this::describe)
                    .orElseGet(
                        () ->
                            CompletableFuture.failedFuture(
                                new ProblemException(CommonError.UNAUTHENTICATED))));
  }

  private CompletionStage<Me> describe(User user) {
    var tenant = user.tenant();
    return tenant == null
        ? CompletableFuture.completedFuture(describe(user, null))
        : tenants.profile(tenant).thenApply(profile -> describe(user, reference(tenant, profile)));
  }

  private static Me describe(User user, Me.@Nullable TenantRef tenant) {
    return new Me(
        user.id(),
        user.email(),
        user.name(),
        user.role(),
        tenant,
        user.role().permissions().stream().sorted(Comparator.comparing(Permission::wire)).toList());
  }

  /** A tenant whose registration has not come through yet is called by its id. */
  private static Me.TenantRef reference(TenantId tenant, Optional<BusinessProfile> profile) {
    return new Me.TenantRef(
        tenant.value(),
        profile.map(BusinessProfile::name).orElse(tenant.value()),
        profile.map(BusinessProfile::timeZone).orElse("UTC"));
  }
}
