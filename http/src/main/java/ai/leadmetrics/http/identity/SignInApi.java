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
import ai.leadmetrics.protocol.notifications.MailAddress;
import ai.leadmetrics.streams.identity.Accounts;
import ai.leadmetrics.streams.identity.SessionStore;
import ai.leadmetrics.streams.identity.SignInGuard;
import ai.leadmetrics.streams.identity.SignInGuard.Checked;
import ai.leadmetrics.streams.identity.SignInGuard.Origin;
import ai.leadmetrics.streams.tenancy.StayStore;
import ai.leadmetrics.streams.tenancy.StayStore.Stay;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Signing in, staying so, and signing out. */
public final class SignInApi {
  private final SignInGuard guard;
  private final SignIns signIns;
  private final SessionStore sessions;
  private final Accounts accounts;
  private final RateLimits rates;
  private final StayStore stays;
  private final Clock clock;

  public SignInApi(
      SignInGuard guard,
      SignIns signIns,
      SessionStore sessions,
      Accounts accounts,
      RateLimits rates,
      StayStore stays,
      Clock clock) {
    this.stays = stays;
    this.clock = clock;
    this.guard = guard;
    this.signIns = signIns;
    this.sessions = sessions;
    this.accounts = accounts;
    this.rates = rates;
  }

  record SignInRequest(
      @NotBlank @Size(max = 320) String email, @NotBlank @Size(max = 200) String password) {
    @Override
    public String toString() {
      return "sign-in of " + email;
    }
  }

  record SignIn(@Body SignInRequest body) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.post("/api/v1/auth/sign-in", "signIn", "Sign in with e-mail and password")
            .everyone()
            .takes(SignIn.class)
            .answersWith(SignInResponse.class, this::signIn),
        Endpoint.post("/api/v1/auth/refresh", "refresh", "Renew the session by its refresh cookie")
            .everyone()
            .unaudited()
            .answersWith(SignInResponse.class, (visit, _) -> refresh(visit)),
        Endpoint.post("/api/v1/auth/sign-out", "signOut", "End this session everywhere")
            .signedIn()
            .onBehalf()
            .always()
            .doesWith((caller, _) -> signOut(caller)),
        Endpoint.post(
                "/api/v1/auth/sign-out-everywhere",
                "signOutEverywhere",
                "End every session of one's own, this one included")
            .signedIn()
            .always()
            .doesWith((caller, _) -> signOutEverywhere(caller)));
  }

  private CompletionStage<Answer<SignInResponse>> signIn(Visit visit, SignIn request) {
    var text = request.body().email().strip();
    var email = MailAddress.normal(text).orElseGet(() -> text.toLowerCase(Locale.ROOT));
    var who = visit.source() + ' ' + email;
    return rates
        .take(RateClass.SIGN_IN, who)
        .thenCompose(
            allowance -> {
              allowance.require();
              return rates.take(RateClass.GUESS, visit.source());
            })
        .thenCompose(
            allowance -> {
              allowance.require();
              return guard.password(
                  email,
                  request.body().password(),
                  new Origin(visit.source(), Cookies.device(visit).orElse(null)));
            })
        .thenCompose(
            checked ->
                switch (checked) {
                  case Checked.Passed(var user) -> {
                    rates.giveBack(RateClass.SIGN_IN, who);
                    rates.giveBack(RateClass.GUESS, visit.source());
                    yield signIns.proceed(user.id(), visit, "password");
                  }
                  case Checked.Failed() ->
                      CompletableFuture.failedFuture(
                          new ProblemException(ApiError.BAD_CREDENTIALS));
                  case Checked.Refused(var rejection) ->
                      CompletableFuture.failedFuture(SignIns.problem(rejection));
                });
  }

  private CompletionStage<Answer<SignInResponse>> refresh(Visit visit) {
    if (!visit.client().ours()) {
      throw new ProblemException(ApiError.CSRF);
    }
    return signIns.refresh(visit);
  }

  private CompletionStage<Answer<Object>> signOut(Caller caller) {
    return sessions
        .end(caller.user(), caller.session().family(), "signed_out")
        .thenCompose(ended -> leave(caller, ended))
        .thenApply(_ -> new Answer<>("", Cookies.clear(caller.visit())));
  }

  /** The business is to see that an operator has left it, however they went. */
  private CompletionStage<?> leave(Caller caller, boolean ended) {
    var session = caller.session();
    var tenant = session.tenant();
    var operator = session.impersonator();
    return operator == null || tenant == null
        ? CompletableFuture.completedFuture(ended)
        : stays.endAt(
            clock.instant(),
            new Stay(tenant.value(), session.family(), operator, caller.command()));
  }

  private CompletionStage<Answer<Object>> signOutEverywhere(Caller caller) {
    return accounts
        .signOutEverywhere(caller.user())
        .thenApply(_ -> new Answer<>("", Cookies.clear(caller.visit())));
  }
}
