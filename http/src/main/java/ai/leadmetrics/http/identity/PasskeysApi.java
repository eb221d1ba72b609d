package ai.leadmetrics.http.identity;

import ai.leadmetrics.http.kit.Body;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Endpoint;
import ai.leadmetrics.http.kit.Path;
import ai.leadmetrics.http.kit.Plain;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.http.kit.RateClass;
import ai.leadmetrics.protocol.identity.FactorError;
import ai.leadmetrics.protocol.identity.UserCommand;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.streams.identity.PasskeyStore;
import ai.leadmetrics.streams.identity.PasskeyStore.Passkey;
import ai.leadmetrics.streams.identity.PasskeyStore.PasskeyQuestion;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** One's own passkeys: registers, renames and deletes them. */
public final class PasskeysApi {
  private static final String PATH = "/api/v1/me/passkeys";

  private final OwnAccount account;
  private final PasskeyStore passkeys;
  private final Clock clock;

  public PasskeysApi(OwnAccount account, PasskeyStore passkeys, Clock clock) {
    this.account = account;
    this.passkeys = passkeys;
    this.clock = clock;
  }

  record Begin(@Body PasswordProof body) {}

  /**
   * @param question the id that came with the options
   * @param credential what the browser made of them, as JSON
   */
  record AddPasskeyRequest(
      @NotBlank @Size(max = 100) String question,
      @NotBlank @Plain @Size(max = 60) String name,
      @NotBlank @Size(max = 20_000) String credential) {}

  record Add(@Body AddPasskeyRequest body) {}

  record RenamePasskeyRequest(@NotBlank @Plain @Size(max = 60) String name) {}

  record Rename(@Path String id, @Body RenamePasskeyRequest body) {}

  record Remove(@Path String id, @Body PasswordProof body) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.post(PATH + "/options", "beginPasskey", "Ask for a new passkey")
            .signedIn()
            .always()
            .rate(RateClass.SIGN_IN)
            .takes(Begin.class)
            .answers(PasskeyQuestion.class, this::begin),
        Endpoint.post(PATH, "addPasskey", "Register the passkey the browser made")
            .signedIn()
            .always()
            .takes(Add.class)
            .creates(Passkey.class, this::add),
        Endpoint.patch(PATH + "/{id}", "renamePasskey", "Rename a passkey")
            .signedIn()
            .always()
            .takes(Rename.class)
            .does(this::rename),
        Endpoint.post(PATH + "/{id}/delete", "deletePasskey", "Delete a passkey")
            .signedIn()
            .always()
            .rate(RateClass.SIGN_IN)
            .takes(Remove.class)
            .does(this::remove));
  }

  private CompletionStage<PasskeyQuestion> begin(Caller caller, Begin request) {
    OwnAccount.requireVerified(caller);
    return account
        .requireProof(caller, request.body().password())
        .thenCompose(_ -> account.user(caller))
        .thenCompose(
            user -> passkeys.register(user.id(), user.email(), user.name(), clock.instant()));
  }

  private CompletionStage<Passkey> add(Caller caller, Add request) {
    var body = request.body();
    return passkeys
        .registered(
            caller.user(), body.question(), body.credential(), body.name().strip(), clock.instant())
        .thenCompose(
            found -> {
              var registered =
                  found.orElseThrow(() -> new ProblemException(FactorError.PASSKEY_REFUSED));
              var passkey = registered.passkey();
              return account
                  .tell(caller, new UserCommand.AddPasskey(passkey.id(), passkey.name()))
                  .thenCompose(_ -> registered.store())
                  .thenApply(
                      stored -> {
                        if (!stored) {
                          throw new ProblemException(FactorError.PASSKEY_KNOWN);
                        }
                        return passkey;
                      });
            });
  }

  private CompletionStage<Boolean> rename(Caller caller, Rename request) {
    var name = request.body().name().strip();
    return account
        .tell(caller, new UserCommand.RenamePasskey(request.id(), name))
        .thenCompose(_ -> passkeys.rename(caller.user(), request.id(), name))
        .thenApply(PasskeysApi::orNotFound);
  }

  private CompletionStage<Boolean> remove(Caller caller, Remove request) {
    return account
        .requireProof(caller, request.body().password())
        .thenCompose(_ -> account.tell(caller, new UserCommand.RemovePasskey(request.id())))
        .thenCompose(_ -> passkeys.remove(caller.user(), request.id()))
        .thenApply(PasskeysApi::orNotFound);
  }

  private static boolean orNotFound(boolean found) {
    if (!found) {
      throw new ProblemException(CommonError.NOT_FOUND);
    }
    return true;
  }
}
