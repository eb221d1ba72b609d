package ai.leadmetrics.http.identity;

import ai.leadmetrics.http.kit.Answer;
import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.RateClass;
import ai.leadmetrics.http.kit.Visit;
import ai.leadmetrics.protocol.identity.FactorError;
import ai.leadmetrics.protocol.identity.FactorMethod;
import ai.leadmetrics.streams.identity.PasskeyStore;
import ai.leadmetrics.streams.identity.PasskeyStore.PasskeyQuestion;
import ai.leadmetrics.streams.identity.PasskeyStore.Shown;
import ai.leadmetrics.streams.identity.SignInGuard.Guess;
import ai.leadmetrics.streams.identity.TotpStore;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The second step of a sign-in, and sign-in by passkey, which is both steps in one. */
public final class FactorsApi {
  private final Identity identity;
  private final TotpStore totp;
  private final PasskeyStore passkeys;
  private final Clock clock;

  public FactorsApi(Identity identity, TotpStore totp, PasskeyStore passkeys, Clock clock) {
    this.identity = identity;
    this.totp = totp;
    this.passkeys = passkeys;
    this.clock = clock;
  }

  /**
   * @param code for an app's code or a backup code
   * @param passkey for a passkey
   */
  record SecondFactorRequest(
      @NotBlank @Size(max = 2000) String challenge,
      FactorMethod method,
      @Nullable @Size(max = 40) String code,
      @Nullable PasskeyAnswer passkey) {
    @Override
    public String toString() {
      return "second factor by " + method;
    }
  }

  record SecondFactor(@Body SecondFactorRequest body) {}

  /**
   * @param question the id that came with the options
   * @param credential what the browser made of them, as JSON
   */
  record PasskeyAnswer(
      @NotBlank @Size(max = 100) String question, @NotBlank @Size(max = 20_000) String credential) {
    @Override
    public String toString() {
      return "passkey";
    }
  }

  /**
   * @param challenge of a sign-in that wants a second factor; absent where a passkey is to tell who
   *     it is
   */
  record AskPasskeyRequest(@Nullable @Size(max = 2000) String challenge) {
    @Override
    public String toString() {
      return challenge == null ? "passkey for anybody" : "passkey as second factor";
    }
  }

  record AskPasskey(@Body AskPasskeyRequest body) {}

  record PasskeySignIn(@Body PasskeyAnswer body) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.post("/api/v1/auth/second-factor", "secondFactor", "Show a second factor")
            .everyone()
            .takes(SecondFactor.class)
            .answersWith(SignInResponse.class, this::secondFactor),
        Endpoint.post("/api/v1/auth/passkey/options", "askPasskey", "Ask for a passkey")
            .everyone()
            .takes(AskPasskey.class)
            .answers(PasskeyQuestion.class, (_, request) -> ask(request.body().challenge())),
        Endpoint.post("/api/v1/auth/passkey", "signInByPasskey", "Sign in with a passkey")
            .everyone()
            .takes(PasskeySignIn.class)
            .answersWith(SignInResponse.class, this::byPasskey));
  }

  private CompletionStage<Answer<SignInResponse>> secondFactor(Visit visit, SecondFactor request) {
    var body = request.body();
    var challenge = challenge(body.challenge());
    // Besides the lockout, which counts after each check: many at once must not slip through.
    return identity
        .rates()
        .take(RateClass.SIGN_IN, bucket(challenge))
        .thenCompose(
            allowance -> {
              allowance.require();
              return isRight(challenge.user(), body);
            })
        .thenCompose(
            right ->
                right ? admitted(challenge, body, visit) : failed(challenge.user(), body.method()));
  }

  private static String bucket(Tokens.Challenge challenge) {
    return "second-factor " + challenge.user();
  }

  private Tokens.Challenge challenge(String token) {
    return identity
        .tokens()
        .readChallenge(token)
        .orElseThrow(() -> new ProblemException(FactorError.SIGN_IN_OVER));
  }

  private CompletionStage<Boolean> isRight(String user, SecondFactorRequest body) {
    return switch (body.method()) {
      case TOTP -> totp.accept(user, required(body.code(), "code"), clock.instant());
      case BACKUP_CODE -> totp.acceptBackup(user, required(body.code(), "code"));
      case PASSKEY ->
          shown(required(body.passkey(), "passkey"))
              .thenApply(shown -> shown.filter(by -> by.user().equals(user)).isPresent());
    };
  }

  private static <T> T required(@Nullable T value, String field) {
    if (value == null) {
      throw ProblemException.invalid(field, "required", "is required for this method");
    }
    return value;
  }

  private CompletionStage<Optional<Shown>> shown(PasskeyAnswer answer) {
    return passkeys.shown(answer.question(), answer.credential(), clock.instant());
  }

  /** A right code after too many wrong ones may be the last of somebody's guesses. */
  private CompletionStage<Answer<SignInResponse>> admitted(
      Tokens.Challenge challenge, SecondFactorRequest body, Visit visit) {
    if (body.method() == FactorMethod.PASSKEY) {
      return passed(challenge, body, visit);
    }
    return identity
        .guard()
        .admit(challenge.user(), Guess.CODE)
        .thenCompose(
            refused -> {
              if (refused.isPresent()) {
                throw SignIns.problem(refused.get());
              }
              return passed(challenge, body, visit);
            });
  }

  private CompletionStage<Answer<SignInResponse>> passed(
      Tokens.Challenge challenge, SecondFactorRequest body, Visit visit) {
    return identity
        .sessions()
        .spend(challenge.id(), challenge.expiresAt())
        .thenCompose(
            first -> {
              if (!first) {
                throw new ProblemException(FactorError.SIGN_IN_OVER);
              }
              identity.rates().giveBack(RateClass.SIGN_IN, bucket(challenge));
              var how = challenge.method() + '+' + body.method().name().toLowerCase(Locale.ROOT);
              return identity.signIns().complete(challenge.user(), visit, how);
            });
  }

  /** Codes can be guessed, passkeys cannot. */
  private <T> CompletionStage<T> failed(String user, FactorMethod method) {
    if (method == FactorMethod.PASSKEY) {
      return CompletableFuture.failedFuture(new ProblemException(FactorError.WRONG_CODE));
    }
    return identity
        .guard()
        .fail(user, Guess.CODE)
        .thenApply(
            refused -> {
              throw refused
                  .map(SignIns::problem)
                  .orElseGet(() -> new ProblemException(FactorError.WRONG_CODE));
            });
  }

  private CompletionStage<PasskeyQuestion> ask(@Nullable String challenge) {
    var user = challenge == null ? null : challenge(challenge).user();
    return passkeys.signIn(user, clock.instant());
  }

  /** A verified person with their own device: something they have, and know or are. */
  private CompletionStage<Answer<SignInResponse>> byPasskey(Visit visit, PasskeySignIn request) {
    return shown(request.body())
        .thenCompose(
            shown -> {
              if (shown.filter(Shown::verified).isEmpty()) {
                return CompletableFuture.failedFuture(
                    new ProblemException(FactorError.PASSKEY_REFUSED));
              }
              return identity.signIns().complete(shown.get().user(), visit, "passkey");
            });
  }
}
