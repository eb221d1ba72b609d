package ai.leadmetrics.entities.identity;

import static ai.leadmetrics.entities.kit.Decision.accepted;
import static ai.leadmetrics.entities.kit.Decision.rejected;

import ai.leadmetrics.entities.kit.Aggregate;
import ai.leadmetrics.entities.kit.Decision;
import ai.leadmetrics.protocol.identity.FactorError;
import ai.leadmetrics.protocol.identity.IdentityError;
import ai.leadmetrics.protocol.identity.UserCommand;
import ai.leadmetrics.protocol.identity.UserCommand.AddPasskey;
import ai.leadmetrics.protocol.identity.UserCommand.ChangePassword;
import ai.leadmetrics.protocol.identity.UserCommand.Disable;
import ai.leadmetrics.protocol.identity.UserCommand.Enable;
import ai.leadmetrics.protocol.identity.UserCommand.FailSignIn;
import ai.leadmetrics.protocol.identity.UserCommand.Knock;
import ai.leadmetrics.protocol.identity.UserCommand.LinkAccount;
import ai.leadmetrics.protocol.identity.UserCommand.Register;
import ai.leadmetrics.protocol.identity.UserCommand.RemovePasskey;
import ai.leadmetrics.protocol.identity.UserCommand.RenamePasskey;
import ai.leadmetrics.protocol.identity.UserCommand.RenewBackupCodes;
import ai.leadmetrics.protocol.identity.UserCommand.SignIn;
import ai.leadmetrics.protocol.identity.UserCommand.TurnTwoStepOff;
import ai.leadmetrics.protocol.identity.UserCommand.TurnTwoStepOn;
import ai.leadmetrics.protocol.identity.UserCommand.UnlinkAccount;
import ai.leadmetrics.protocol.identity.UserCommand.UpdateProfile;
import ai.leadmetrics.protocol.identity.UserCommand.VerifyEmail;
import ai.leadmetrics.protocol.identity.UserEvent;
import ai.leadmetrics.protocol.identity.UserEvent.AccountLinked;
import ai.leadmetrics.protocol.identity.UserEvent.AccountUnlinked;
import ai.leadmetrics.protocol.identity.UserEvent.BackupCodesRenewed;
import ai.leadmetrics.protocol.identity.UserEvent.EmailVerified;
import ai.leadmetrics.protocol.identity.UserEvent.LockedOut;
import ai.leadmetrics.protocol.identity.UserEvent.PasskeyAdded;
import ai.leadmetrics.protocol.identity.UserEvent.PasskeyRemoved;
import ai.leadmetrics.protocol.identity.UserEvent.PasskeyRenamed;
import ai.leadmetrics.protocol.identity.UserEvent.PasswordChanged;
import ai.leadmetrics.protocol.identity.UserEvent.SignInFailed;
import ai.leadmetrics.protocol.identity.UserEvent.SignedIn;
import ai.leadmetrics.protocol.identity.UserEvent.TwoStepTurnedOff;
import ai.leadmetrics.protocol.identity.UserEvent.TwoStepTurnedOn;
import ai.leadmetrics.protocol.identity.UserEvent.UserDisabled;
import ai.leadmetrics.protocol.identity.UserEvent.UserEnabled;
import ai.leadmetrics.protocol.identity.UserEvent.UserProfileChanged;
import ai.leadmetrics.protocol.identity.UserEvent.UserRegistered;
import ai.leadmetrics.protocol.identity.UserProfile;
import ai.leadmetrics.protocol.kit.CommonError;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in. Accounts made before there was this aggregate have no registration:
 * what happens to them since is decided and kept all the same.
 */
public final class User implements Aggregate<UserCommand, UserEvent, User.State> {
  /**
   * @param verified the address that was, if any
   * @param profile null until it was changed for the first time
   * @param factors what they sign in with besides a password
   */
  public record State(
      @Nullable String email,
      @Nullable String name,
      @Nullable String verified,
      @Nullable UserProfile profile,
      Lockout lockout,
      Factors factors,
      boolean disabled) {

    State withLockout(Lockout next) {
      return new State(email, name, verified, profile, next, factors, disabled);
    }

    State withFactors(Factors next) {
      return new State(email, name, verified, profile, lockout, next, disabled);
    }

    State withDisabled(boolean next) {
      return new State(email, name, verified, profile, lockout, factors, next);
    }
  }

  @Override
  public String name() {
    return "User";
  }

  @Override
  public String context() {
    return "identity";
  }

  @Override
  public boolean outlivesTenants() {
    return true;
  }

  @Override
  public Class<UserCommand> commands() {
    return UserCommand.class;
  }

  @Override
  public Class<UserEvent> events() {
    return UserEvent.class;
  }

  @Override
  public Class<State> states() {
    return State.class;
  }

  @Override
  public State initial() {
    return new State(null, null, null, null, Lockout.NONE, Factors.NONE, false);
  }

  @Override
  public Decision<UserEvent> decide(State state, UserCommand command) {
    return switch (command) {
      case Register(var email, var name) ->
          email.equals(state.email()) && (name.equals(state.name()) || state.verified() != null)
              ? accepted()
              : accepted(new UserRegistered(email, name));
      case VerifyEmail(var email) ->
          email.equals(state.verified()) ? accepted() : accepted(new EmailVerified(email));
      case Knock(var at) -> admit(state, at);
      case SignIn(var session, var method, var at) ->
          state.disabled()
              ? rejected(IdentityError.ACCOUNT_DISABLED)
              : accepted(new SignedIn(session, method, at));
      case FailSignIn(var at) -> fail(state.lockout(), at);
      case ChangePassword(var reset) -> accepted(new PasswordChanged(reset));
      case UpdateProfile(var profile) ->
          profile.equals(state.profile()) ? accepted() : accepted(new UserProfileChanged(profile));
      case Disable(var reason) ->
          state.disabled() ? accepted() : accepted(new UserDisabled(reason));
      case Enable() -> state.disabled() ? accepted(new UserEnabled()) : accepted();
      case TurnTwoStepOn() ->
          state.factors().twoStep() ? accepted() : accepted(new TwoStepTurnedOn());
      case TurnTwoStepOff() ->
          state.factors().twoStep() ? accepted(new TwoStepTurnedOff()) : accepted();
      case RenewBackupCodes() ->
          state.factors().twoStep()
              ? accepted(new BackupCodesRenewed())
              : rejected(FactorError.TWO_STEP_OFF);
      case AddPasskey(var id, var name) -> addPasskey(state.factors().passkeys(), id, name);
      case RenamePasskey(var id, var name) -> renamePasskey(state.factors().passkeys(), id, name);
      case RemovePasskey(var id) -> removePasskey(state.factors().passkeys(), id);
      case LinkAccount(var provider) ->
          state.factors().accounts().contains(provider)
              ? accepted()
              : accepted(new AccountLinked(provider));
      case UnlinkAccount(var provider) ->
          state.factors().accounts().contains(provider)
              ? accepted(new AccountUnlinked(provider))
              : accepted();
    };
  }

  private static Decision<UserEvent> addPasskey(
      Map<String, String> passkeys, String id, String name) {
    if (passkeys.containsKey(id)) {
      return accepted();
    }
    return passkeys.size() >= Factors.MOST_PASSKEYS
        ? rejected(FactorError.TOO_MANY_PASSKEYS)
        : accepted(new PasskeyAdded(id, name));
  }

  private static Decision<UserEvent> renamePasskey(
      Map<String, String> passkeys, String id, String name) {
    var known = passkeys.get(id);
    if (known == null) {
      return rejected(CommonError.NOT_FOUND);
    }
    return known.equals(name) ? accepted() : accepted(new PasskeyRenamed(id, name));
  }

  /** Gone already is as good: the table may not have heard of it. */
  private static Decision<UserEvent> removePasskey(Map<String, String> passkeys, String id) {
    var known = passkeys.get(id);
    return known == null ? accepted() : accepted(new PasskeyRemoved(id, known));
  }

  /** Whether a password of an unknown device is taken. */
  private static Decision<UserEvent> admit(State state, Instant at) {
    if (state.lockout().isLocked(at)) {
      return rejected(IdentityError.LOCKED_OUT);
    }
    return state.disabled() ? rejected(IdentityError.ACCOUNT_DISABLED) : accepted();
  }

  /**
   * While locked, failures change nothing: guessing on neither prolongs the wait nor fills disks.
   */
  private static Decision<UserEvent> fail(Lockout lockout, Instant at) {
    if (lockout.isLocked(at)) {
      return rejected(IdentityError.LOCKED_OUT);
    }
    return lockout.isLastChance(at, Lockout.TOTAL)
        ? accepted(new LockedOut(at, at.plus(Lockout.WAIT)))
        : accepted(new SignInFailed(at));
  }

  @Override
  public State evolve(State state, UserEvent event) {
    return switch (event) {
      case UserRegistered(var email, var name) ->
          new State(
              email,
              name,
              state.verified(),
              null,
              state.lockout(),
              state.factors(),
              state.disabled());
      case EmailVerified(var email) ->
          new State(
              email,
              state.name(),
              email,
              state.profile(),
              state.lockout(),
              state.factors(),
              state.disabled());
      // A lock stays: its owner came in on a known device or without the password.
      case SignedIn(_, _, var at) ->
          state.lockout().isLocked(at) ? state : state.withLockout(Lockout.NONE);
      case SignInFailed(var at) -> state.withLockout(state.lockout().failed(at, Lockout.TOTAL));
      case LockedOut(_, var until) ->
          state.withLockout(new Lockout(Lockout.NONE.failures(), until));
      // Whoever could read the mail is the owner: a stranger's guesses must not keep them out.
      case PasswordChanged(var reset) -> reset ? state.withLockout(Lockout.NONE) : state;
      case UserProfileChanged(var profile) ->
          new State(
              state.email(),
              profile.name(),
              state.verified(),
              profile,
              state.lockout(),
              state.factors(),
              state.disabled());
      case UserDisabled _ -> state.withDisabled(true);
      case UserEnabled() -> state.withDisabled(false);
      case TwoStepTurnedOn() -> state.withFactors(state.factors().withTwoStep(true));
      case TwoStepTurnedOff() -> state.withFactors(state.factors().withTwoStep(false));
      case BackupCodesRenewed() -> state;
      case PasskeyAdded(var id, var name) ->
          state.withFactors(state.factors().withPasskey(id, name));
      case PasskeyRenamed(var id, var name) ->
          state.withFactors(state.factors().withPasskey(id, name));
      case PasskeyRemoved(var id, _) -> state.withFactors(state.factors().withoutPasskey(id));
      case AccountLinked(var provider) -> state.withFactors(state.factors().withAccount(provider));
      case AccountUnlinked(var provider) ->
          state.withFactors(state.factors().withoutAccount(provider));
    };
  }
}
