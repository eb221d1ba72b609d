package ai.leadmetrics.http.identity;

import ai.leadmetrics.entities.kit.Entities;
import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.http.kit.Caller;
import ai.leadmetrics.http.kit.Commands;
import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.protocol.identity.FactorError;
import ai.leadmetrics.protocol.identity.IdentityError;
import ai.leadmetrics.protocol.identity.UserCommand;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Rejection;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.identity.SessionStore;
import ai.leadmetrics.streams.identity.SignInGuard;
import ai.leadmetrics.streams.identity.SignInGuard.Guess;
import ai.leadmetrics.streams.identity.UserStore;
import ai.leadmetrics.streams.identity.UserStore.User;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What people do to their own account's security. */
public final class OwnAccount {
  private final Entities entities;
  private final UserStore users;
  private final SessionStore sessions;
  private final SignInGuard guard;
  private final Clock clock;
  private final Duration recent;

  /**
   * @param recent for how long a sign-in counts as a proof of an account without a password
   */
  public OwnAccount(
      Entities entities,
      UserStore users,
      SessionStore sessions,
      SignInGuard guard,
      Clock clock,
      Duration recent) {
    this.entities = entities;
    this.users = users;
    this.sessions = sessions;
    this.guard = guard;
    this.clock = clock;
    this.recent = recent;
  }

  CompletionStage<User> user(Caller caller) {
    return users
        .find(caller.user())
        .thenApply(
            user -> user.orElseThrow(() -> new ProblemException(CommonError.UNAUTHENTICATED)));
  }

  CompletionStage<Boolean> hasPassword(Caller caller) {
    return users.hasPassword(caller.user());
  }

  CompletionStage<Reply.Done> tell(Caller caller, UserCommand command) {
    return entities
        .ask(
            new EntityId(TenantId.PLATFORM, caller.user()),
            caller.command(),
            caller.user(),
            command)
        .thenApply(Commands::done);
  }

  /**
   * Before another way to sign in is added: what a stranger adds to an account of somebody else's
   * address would still be there when its owner has proved it.
   */
  public static void requireVerified(Caller caller) {
    if (!caller.session().verified()) {
      throw new ProblemException(IdentityError.EMAIL_NOT_VERIFIED);
    }
  }

  /**
   * Asks for a recent proof of identity before what a stolen session must not do: the password, of
   * which wrong ones count as failed sign-ins, or, of an account without one, a sign-in by issuer
   * or passkey within the last minutes.
   */
  public CompletionStage<Boolean> requireProof(Caller caller, @Nullable String password) {
    return users
        .hasPassword(caller.user())
        .thenCompose(
            has -> {
              if (!has) {
                return requireRecentSignIn(caller);
              }
              return password == null || password.isEmpty()
                  ? refuse(FactorError.WRONG_PASSWORD)
                  : checked(caller, password);
            });
  }

  private CompletionStage<Boolean> requireRecentSignIn(Caller caller) {
    return sessions
        .signedInAt(caller.session().family())
        .thenApply(
            at -> {
              if (at.filter(then -> clock.instant().isBefore(then.plus(recent))).isEmpty()) {
                throw new ProblemException(FactorError.SIGN_IN_AGAIN);
              }
              return true;
            });
  }

  private CompletionStage<Boolean> checked(Caller caller, String password) {
    return users
        .isPasswordOf(caller.user(), password)
        .thenCompose(right -> counted(caller, right, Guess.AGAIN, FactorError.WRONG_PASSWORD));
  }

  /** Counts a wrong code as a failed sign-in. */
  CompletionStage<Boolean> requireRight(Caller caller, boolean right) {
    return counted(caller, right, Guess.CODE, FactorError.WRONG_CODE);
  }

  private CompletionStage<Boolean> counted(
      Caller caller, boolean right, Guess guess, FactorError otherwise) {
    return right
        ? guard.admit(caller.user(), guess).thenApply(OwnAccount::orThrow)
        : guard
            .fail(caller.user(), guess)
            .thenApply(
                locked -> {
                  throw locked
                      .map(ProblemException::new)
                      .orElseGet(() -> new ProblemException(otherwise));
                });
  }

  private static boolean orThrow(Optional<Rejection> locked) {
    if (locked.isPresent()) {
      throw new ProblemException(locked.get());
    }
    return true;
  }

  private static CompletionStage<Boolean> refuse(FactorError error) {
    return CompletableFuture.failedFuture(new ProblemException(error));
  }
}
