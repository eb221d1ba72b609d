package ai.leadmetrics.http.identity;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.RateClass;
import ai.leadmetrics.protocol.identity.FactorError;
import ai.leadmetrics.protocol.identity.UserCommand;
import ai.leadmetrics.streams.identity.SessionStore;
import ai.leadmetrics.streams.identity.TotpStore;
import ai.leadmetrics.streams.identity.TotpStore.Enrolment;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Sets up and takes down one's own two-step sign-in: an authenticator app and backup codes. */
public final class TwoStepApi {
  private static final String PATH = "/api/v1/me/two-step";

  private final OwnAccount account;
  private final TotpStore totp;
  private final SessionStore sessions;
  private final Clock clock;

  public TwoStepApi(OwnAccount account, TotpStore totp, SessionStore sessions, Clock clock) {
    this.account = account;
    this.totp = totp;
    this.sessions = sessions;
    this.clock = clock;
  }

  record CodeRequest(@NotBlank @Size(max = 20) String code) {}

  record Confirm(@Body CodeRequest body) {}

  record Begin(@Body PasswordProof body) {}

  record RenewCodes(@Body PasswordProof body) {}

  /**
   * @param password absent for accounts without one
   * @param code of the app, or a backup code
   */
  record TurnOffRequest(
      @Nullable @Size(max = 200) String password, @NotBlank @Size(max = 40) String code) {
    @Override
    public String toString() {
      return "password and code";
    }
  }

  record TurnOff(@Body TurnOffRequest body) {}

  /** Shown this once. */
  record BackupCodesAnswer(List<String> codes) {
    @Override
    public String toString() {
      return codes.size() + " codes";
    }
  }

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.post(PATH, "beginTwoStep", "Get a seed for an authenticator app")
            .signedIn()
            .always()
            .rate(RateClass.SIGN_IN)
            .takes(Begin.class)
            .answers(Enrolment.class, this::begin),
        Endpoint.post(
                PATH + "/confirm", "confirmTwoStep", "Turn two-step sign-in on with a first code")
            .signedIn()
            .always()
            .rate(RateClass.SIGN_IN)
            .takes(Confirm.class)
            .answers(BackupCodesAnswer.class, this::confirm),
        Endpoint.post(PATH + "/codes", "renewBackupCodes", "Replace all backup codes")
            .signedIn()
            .always()
            .rate(RateClass.SIGN_IN)
            .takes(RenewCodes.class)
            .answers(BackupCodesAnswer.class, this::renewCodes),
        Endpoint.post(PATH + "/off", "turnTwoStepOff", "Turn two-step sign-in off")
            .signedIn()
            .always()
            .rate(RateClass.SIGN_IN)
            .takes(TurnOff.class)
            .does(this::turnOff));
  }

  /** Somebody else's app would keep the owner out, whatever password they choose. */
  private CompletionStage<Enrolment> begin(Caller caller, Begin request) {
    OwnAccount.requireVerified(caller);
    return account
        .requireProof(caller, request.body().password())
        .thenCompose(_ -> account.user(caller))
        .thenCompose(user -> totp.begin(user.id(), user.email()))
        .thenApply(found -> orRefuse(found, FactorError.TWO_STEP_ON));
  }

  /** The entity hears of it first: when the rest fails, the same request may be sent again. */
  private CompletionStage<BackupCodesAnswer> confirm(Caller caller, Confirm request) {
    var code = request.body().code();
    return totp.isOfNewApp(caller.user(), code, clock.instant())
        .thenCompose(
            right -> {
              if (!right) {
                throw new ProblemException(FactorError.WRONG_CODE);
              }
              return account.tell(caller, new UserCommand.TurnTwoStepOn());
            })
        .thenCompose(_ -> totp.confirm(caller.user(), code, clock.instant()))
        .thenApply(codes -> new BackupCodesAnswer(orRefuse(codes, FactorError.WRONG_CODE)))
        .thenCompose(
            answer -> sessions.stepUp(caller.session().family(), "totp").thenApply(_ -> answer));
  }

  private CompletionStage<BackupCodesAnswer> renewCodes(Caller caller, RenewCodes request) {
    return account
        .requireProof(caller, request.body().password())
        .thenCompose(_ -> account.tell(caller, new UserCommand.RenewBackupCodes()))
        .thenCompose(_ -> totp.renewCodes(caller.user()))
        .thenApply(codes -> new BackupCodesAnswer(orRefuse(codes, FactorError.TWO_STEP_OFF)));
  }

  private CompletionStage<Boolean> turnOff(Caller caller, TurnOff request) {
    var body = request.body();
    return account
        .requireProof(caller, body.password())
        .thenCompose(_ -> totp.accept(caller.user(), body.code(), clock.instant()))
        .thenCompose(
            right ->
                right
                    ? CompletableFuture.completedFuture(true)
                    : totp.acceptBackup(caller.user(), body.code()))
        .thenCompose(right -> account.requireRight(caller, right))
        .thenCompose(_ -> account.tell(caller, new UserCommand.TurnTwoStepOff()))
        .thenCompose(_ -> totp.remove(caller.user()));
  }

  private static <T> T orRefuse(Optional<T> found, FactorError otherwise) {
    return found.orElseThrow(() -> new ProblemException(otherwise));
  }
}
