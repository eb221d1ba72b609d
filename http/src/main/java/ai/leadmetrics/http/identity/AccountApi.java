package ai.leadmetrics.http.identity;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Plain;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.RateClass;
import ai.leadmetrics.http.kit.RateLimits;
import ai.leadmetrics.http.kit.RateLimits.Allowance;
import ai.leadmetrics.http.kit.Visit;
import ai.leadmetrics.protocol.notifications.MailAddress;
import ai.leadmetrics.streams.identity.Accounts;
import ai.leadmetrics.streams.identity.Accounts.Outcome;
import ai.leadmetrics.streams.kit.Texts;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Signing up and getting back in. No answer tells whether an address has an account. */
public final class AccountApi {
  private static final int MAX_NAME = 100;

  private final Accounts accounts;
  private final RateLimits rates;

  public AccountApi(Accounts accounts, RateLimits rates) {
    this.accounts = accounts;
    this.rates = rates;
  }

  record SignUpRequest(
      @NotBlank @Plain @Size(max = MAX_NAME) String name,
      @NotBlank @Size(max = 254) String email,
      @NotBlank @Size(max = 200) String password) {
    @Override
    public String toString() {
      return "sign-up of " + email;
    }
  }

  record SignUp(@Body SignUpRequest body) {}

  /**
   * @param password the one that was chosen when signing up
   */
  record VerifyEmailRequest(
      @NotBlank @Size(max = 100) String token, @NotBlank @Size(max = 200) String password) {
    @Override
    public String toString() {
      return "a mailed link";
    }
  }

  record VerifyEmail(@Body VerifyEmailRequest body) {}

  record ForgotRequest(@NotBlank @Size(max = 254) String email) {}

  record Forgot(@Body ForgotRequest body) {}

  record ResetRequest(
      @NotBlank @Size(max = 100) String token, @NotBlank @Size(max = 200) String password) {
    @Override
    public String toString() {
      return "a mailed link with a password";
    }
  }

  record Reset(@Body ResetRequest body) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.post(
                "/api/v1/auth/sign-up",
                "signUp",
                "Ask for an account; what follows comes by mail, whether there is one or not")
            .everyone()
            .takes(SignUp.class)
            .accepts(this::signUp),
        Endpoint.post(
                "/api/v1/auth/verify-email",
                "verifyEmail",
                "Prove an address by its link and password")
            .everyone()
            .takes(VerifyEmail.class)
            .does(
                (_, request) ->
                    accounts
                        .verify(request.body().token(), request.body().password())
                        .thenApply(AccountApi::done)),
        Endpoint.post(
                "/api/v1/auth/verification", "sendVerification", "Ask for another link by mail")
            .signedIn()
            .always()
            .accepts((caller, _) -> sendVerification(caller)),
        Endpoint.post(
                "/api/v1/auth/forgot",
                "forgotPassword",
                "Ask for a link to choose a new password; it comes if there is an account")
            .everyone()
            .takes(Forgot.class)
            .accepts(this::forgot),
        Endpoint.post(
                "/api/v1/auth/reset", "resetPassword", "Choose a new password by a mailed link")
            .everyone()
            .takes(Reset.class)
            .does(this::reset));
  }

  private CompletionStage<Outcome> signUp(Visit visit, SignUp request) {
    var body = request.body();
    var email = address(body.email());
    return mayMail(visit, "sign-up", email)
        .thenCompose(
            allowance -> {
              allowance.require();
              return accounts.signUp(email, Texts.line(body.name(), MAX_NAME), body.password());
            })
        .thenApply(AccountApi::done);
  }

  private CompletionStage<Outcome> sendVerification(Caller caller) {
    return accounts.sendVerification(caller.user()).thenApply(AccountApi::done);
  }

  private CompletionStage<Boolean> forgot(Visit visit, Forgot request) {
    var email = address(request.body().email());
    return mayMail(visit, "forgot", email)
        .thenApply(
            allowance -> {
              allowance.require();
              accounts.forgot(email);
              return true;
            });
  }

  /** Counts by who is written to, and by who has people written to. */
  private CompletionStage<Allowance> mayMail(Visit visit, String what, String email) {
    return rates
        .take(RateClass.SIGN_IN, what + ' ' + visit.source() + ' ' + email)
        .thenCompose(
            allowance -> {
              allowance.require();
              return rates.take(RateClass.MAIL, visit.source());
            });
  }

  private CompletionStage<Outcome> reset(Visit visit, Reset request) {
    return rates
        .take(RateClass.WRITE, "reset " + visit.source())
        .thenCompose(
            allowance -> {
              allowance.require();
              return accounts.reset(request.body().token(), request.body().password());
            })
        .thenApply(AccountApi::done);
  }

  private static String address(String text) {
    return MailAddress.normal(text)
        .orElseThrow(
            () -> ProblemException.invalid("email", "invalid", "must be an e-mail address"));
  }

  /** Passes what was done; fails with the problem otherwise. */
  static Outcome done(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> done;
      case Outcome.Flawed(var field, var code, var message) ->
          throw ProblemException.invalid(field, code, message);
      case Outcome.Refused(var rejection) -> throw SignIns.problem(rejection);
    };
  }
}
