package ai.leadmetrics.protocol.identity;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** What can be asked of a user's account. Passwords and other secrets never come this way. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface UserCommand {
  /** Signs the account up; again with another name while the address is not verified. */
  record Register(String email, String name) implements UserCommand {}

  record VerifyEmail(String email) implements UserCommand {}

  /**
   * Counts as success only once every factor was shown.
   *
   * @param session the session it opens
   * @param method {@code password}, {@code passkey}, {@code google}…
   */
  record SignIn(String session, String method, Instant at) implements UserCommand {}

  /** Asks whether the account may be signed in to right now; changes nothing. */
  record Knock(Instant at) implements UserCommand {}

  /** A wrong password, code or assertion. */
  record FailSignIn(Instant at) implements UserCommand {}

  /**
   * @param reset by a mailed link rather than by the old password
   */
  record ChangePassword(boolean reset) implements UserCommand {}

  record UpdateProfile(UserProfile profile) implements UserCommand {}

  record Disable(String reason) implements UserCommand {}

  record Enable() implements UserCommand {}

  /** After a first code has proved that the app has the seed. */
  record TurnTwoStepOn() implements UserCommand {}

  record TurnTwoStepOff() implements UserCommand {}

  record RenewBackupCodes() implements UserCommand {}

  record AddPasskey(String passkey, String name) implements UserCommand {}

  record RenamePasskey(String passkey, String name) implements UserCommand {}

  record RemovePasskey(String passkey) implements UserCommand {}

  /**
   * @param provider of an account elsewhere: {@code google}…
   */
  record LinkAccount(String provider) implements UserCommand {}

  record UnlinkAccount(String provider) implements UserCommand {}
}
