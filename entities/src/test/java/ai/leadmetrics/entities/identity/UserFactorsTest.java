package ai.leadmetrics.entities.identity;

import static ai.leadmetrics.entities.kit.Given.given;

import ai.leadmetrics.entities.kit.Given;
import ai.leadmetrics.protocol.identity.FactorError;
import ai.leadmetrics.protocol.identity.UserCommand;
import ai.leadmetrics.protocol.identity.UserCommand.AddPasskey;
import ai.leadmetrics.protocol.identity.UserCommand.LinkAccount;
import ai.leadmetrics.protocol.identity.UserCommand.RemovePasskey;
import ai.leadmetrics.protocol.identity.UserCommand.RenamePasskey;
import ai.leadmetrics.protocol.identity.UserCommand.RenewBackupCodes;
import ai.leadmetrics.protocol.identity.UserCommand.TurnTwoStepOff;
import ai.leadmetrics.protocol.identity.UserCommand.TurnTwoStepOn;
import ai.leadmetrics.protocol.identity.UserCommand.UnlinkAccount;
import ai.leadmetrics.protocol.identity.UserEvent;
import ai.leadmetrics.protocol.identity.UserEvent.AccountLinked;
import ai.leadmetrics.protocol.identity.UserEvent.AccountUnlinked;
import ai.leadmetrics.protocol.identity.UserEvent.BackupCodesRenewed;
import ai.leadmetrics.protocol.identity.UserEvent.PasskeyAdded;
import ai.leadmetrics.protocol.identity.UserEvent.PasskeyRemoved;
import ai.leadmetrics.protocol.identity.UserEvent.PasskeyRenamed;
import ai.leadmetrics.protocol.identity.UserEvent.TwoStepTurnedOff;
import ai.leadmetrics.protocol.identity.UserEvent.TwoStepTurnedOn;
import ai.leadmetrics.protocol.kit.CommonError;
import org.junit.jupiter.api.Test;

class UserFactorsTest {
  private static final UserEvent ADDED = new PasskeyAdded("pkey_1", "Laptop");

  private static Given<UserCommand, UserEvent, User.State> user(UserEvent... before) {
    return given(new User(), before);
  }

  @Test
  void turnsTwoStepsOnAndOffOnce() {
    user().when(new TurnTwoStepOn()).then(new TwoStepTurnedOn());
    user(new TwoStepTurnedOn()).when(new TurnTwoStepOn()).thenNothing();
    user(new TwoStepTurnedOn()).when(new TurnTwoStepOff()).then(new TwoStepTurnedOff());
    user().when(new TurnTwoStepOff()).thenNothing();
  }

  @Test
  void renewsCodesOnlyWhereTheyAreOfUse() {
    user(new TwoStepTurnedOn()).when(new RenewBackupCodes()).then(new BackupCodesRenewed());
    user().when(new RenewBackupCodes()).thenRefused(FactorError.TWO_STEP_OFF);
  }

  @Test
  void addsRenamesAndRemovesPasskeys() {
    user().when(new AddPasskey("pkey_1", "Laptop")).then(ADDED);
    user(ADDED).when(new AddPasskey("pkey_1", "Laptop")).thenNothing();
    user(ADDED)
        .when(new RenamePasskey("pkey_1", "Work"))
        .then(new PasskeyRenamed("pkey_1", "Work"));
    user(ADDED).when(new RenamePasskey("pkey_1", "Laptop")).thenNothing();
    user().when(new RenamePasskey("pkey_1", "Work")).thenRefused(CommonError.NOT_FOUND);
    user(ADDED, new PasskeyRenamed("pkey_1", "Work"))
        .when(new RemovePasskey("pkey_1"))
        .then(new PasskeyRemoved("pkey_1", "Work"));
    user().when(new RemovePasskey("pkey_1")).thenNothing();
  }

  @Test
  void keepsNoMorePasskeysThanAnybodyNeeds() {
    var user = user();
    for (int i = 0; i < Factors.MOST_PASSKEYS; i++) {
      user = user.after(new AddPasskey("pkey_" + i, "Key " + i));
    }
    user.when(new AddPasskey("pkey_more", "One more")).thenRefused(FactorError.TOO_MANY_PASSKEYS);
  }

  @Test
  void linksAnAccountOfEachProviderOnce() {
    user().when(new LinkAccount("google")).then(new AccountLinked("google"));
    user(new AccountLinked("google")).when(new LinkAccount("google")).thenNothing();
    user(new AccountLinked("google"))
        .when(new UnlinkAccount("google"))
        .then(new AccountUnlinked("google"));
    user().when(new UnlinkAccount("google")).thenNothing();
  }
}
