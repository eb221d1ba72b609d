package ai.leadmetrics.entities.identity;

import static ai.leadmetrics.entities.kit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.entities.kit.Given;
import ai.leadmetrics.protocol.identity.IdentityError;
import ai.leadmetrics.protocol.identity.UserCommand;
import ai.leadmetrics.protocol.identity.UserCommand.ChangePassword;
import ai.leadmetrics.protocol.identity.UserCommand.Disable;
import ai.leadmetrics.protocol.identity.UserCommand.Enable;
import ai.leadmetrics.protocol.identity.UserCommand.FailSignIn;
import ai.leadmetrics.protocol.identity.UserCommand.Knock;
import ai.leadmetrics.protocol.identity.UserCommand.Register;
import ai.leadmetrics.protocol.identity.UserCommand.SignIn;
import ai.leadmetrics.protocol.identity.UserCommand.UpdateProfile;
import ai.leadmetrics.protocol.identity.UserCommand.VerifyEmail;
import ai.leadmetrics.protocol.identity.UserEvent;
import ai.leadmetrics.protocol.identity.UserEvent.EmailVerified;
import ai.leadmetrics.protocol.identity.UserEvent.LockedOut;
import ai.leadmetrics.protocol.identity.UserEvent.PasswordChanged;
import ai.leadmetrics.protocol.identity.UserEvent.SignInFailed;
import ai.leadmetrics.protocol.identity.UserEvent.SignedIn;
import ai.leadmetrics.protocol.identity.UserEvent.UserDisabled;
import ai.leadmetrics.protocol.identity.UserEvent.UserEnabled;
import ai.leadmetrics.protocol.identity.UserEvent.UserProfileChanged;
import ai.leadmetrics.protocol.identity.UserEvent.UserRegistered;
import ai.leadmetrics.protocol.identity.UserProfile;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UserTest {
  private static final int TOTAL = Lockout.TOTAL;
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final String ASHA = "asha@inn.example";
  private static final UserEvent REGISTERED = new UserRegistered(ASHA, "Asha");

  private static Instant minutes(int after) {
    return NOW.plus(Duration.ofMinutes(after));
  }

  private static SignIn signIn(Instant at) {
    return new SignIn("sess_1a", "password", at);
  }

  private static Given<UserCommand, UserEvent, User.State> failed(int times) {
    var user = given(new User(), REGISTERED, new EmailVerified(ASHA));
    for (int i = 0; i < times; i++) {
      user = user.after(new FailSignIn(NOW));
    }
    return user;
  }

  @Test
  void registersAndVerifiesOnce() {
    given(new User()).when(new Register(ASHA, "Asha")).then(REGISTERED);
    given(new User(), REGISTERED).when(new Register(ASHA, "Asha")).thenNothing();
    given(new User(), REGISTERED).when(new VerifyEmail(ASHA)).then(new EmailVerified(ASHA));
    given(new User(), REGISTERED, new EmailVerified(ASHA))
        .when(new VerifyEmail(ASHA))
        .thenNothing();
  }

  @Test
  void aSecondSignUpReplacesTheFirstUntilTheAddressIsVerified() {
    var again = new Register(ASHA, "Asha R");
    given(new User(), REGISTERED).when(again).then(new UserRegistered(ASHA, "Asha R"));
    given(new User(), REGISTERED, new EmailVerified(ASHA)).when(again).thenNothing();
  }

  @Test
  void tooManyFailuresLockThePasswordButNotTheAccount() {
    failed(TOTAL - 2).when(new FailSignIn(NOW)).then(new SignInFailed(NOW));
    failed(TOTAL - 1).when(new FailSignIn(NOW)).then(new LockedOut(NOW, minutes(30)));
    failed(TOTAL).when(new FailSignIn(minutes(1))).thenRefused(IdentityError.LOCKED_OUT);
    failed(TOTAL).when(new Knock(minutes(29))).thenRefused(IdentityError.LOCKED_OUT);
    failed(TOTAL - 1).when(new Knock(NOW)).thenNothing();
    failed(TOTAL).when(signIn(minutes(29))).thenTypes(SignedIn.class);
    failed(TOTAL).after(signIn(NOW)).when(new Knock(NOW)).thenRefused(IdentityError.LOCKED_OUT);
    failed(TOTAL).when(new Knock(minutes(30))).thenNothing();
  }

  @Test
  void failuresAreForgottenAfterSuccessAndAfterHalfAnHour() {
    failed(TOTAL - 1).after(signIn(NOW)).when(new FailSignIn(NOW)).thenTypes(SignInFailed.class);
    failed(TOTAL - 1).when(new FailSignIn(minutes(31))).thenTypes(SignInFailed.class);
    failed(TOTAL - 1).when(new FailSignIn(minutes(29))).thenTypes(LockedOut.class);
  }

  @Test
  void theStateStaysSmallHoweverLongSomebodyGuesses() {
    var user = given(new User(), REGISTERED);
    for (int i = 0; i < 2000; i++) {
      var fail = new FailSignIn(minutes(i));
      if (!user.state().lockout().isLocked(fail.at())) {
        user = user.after(fail);
      }
    }
    assertThat(user.state().lockout().failures()).hasSizeLessThan(TOTAL);
  }

  @Test
  void aResetByMailLetsTheOwnerInAgain() {
    var reset = failed(TOTAL).after(new ChangePassword(true));
    reset.when(new Knock(NOW)).thenNothing();
    failed(TOTAL)
        .after(new ChangePassword(false))
        .when(new Knock(NOW))
        .thenRefused(IdentityError.LOCKED_OUT);
    given(new User()).when(new ChangePassword(true)).then(new PasswordChanged(true));
  }

  @Test
  void disabledUsersStayOut() {
    var user = given(new User(), REGISTERED).after(new Disable("left"));
    user.when(signIn(NOW)).thenRefused(IdentityError.ACCOUNT_DISABLED);
    user.when(new Disable("left")).thenNothing();
    user.when(new Enable()).then(new UserEnabled());
    given(new User(), REGISTERED).when(new Enable()).thenNothing();
    given(new User(), REGISTERED).when(new Disable("left")).then(new UserDisabled("left"));
  }

  @Test
  void keepsTheProfile() {
    var profile = new UserProfile("Asha Rao", "en", "Asia/Kolkata", "teal");
    var user = given(new User(), REGISTERED);
    user.when(new UpdateProfile(profile)).then(new UserProfileChanged(profile));
    user.after(new UpdateProfile(profile)).when(new UpdateProfile(profile)).thenNothing();
  }

  @Test
  void accountsOlderThanTheirEntityAreHeldToTheSameRules() {
    given(new User()).when(signIn(NOW)).thenTypes(SignedIn.class);
    given(new User()).when(new FailSignIn(NOW)).then(new SignInFailed(NOW));
  }
}
