package ai.leadmetrics.protocol.identity;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/** What happened to a user's account. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface UserEvent {
  @JsonTypeName("user-registered")
  record UserRegistered(String email, String name) implements UserEvent {}

  @JsonTypeName("email-verified")
  record EmailVerified(String email) implements UserEvent {}

  @JsonTypeName("signed-in")
  record SignedIn(String session, String method, Instant at) implements UserEvent {}

  @JsonTypeName("sign-in-failed")
  record SignInFailed(Instant at) implements UserEvent {}

  /** The last of too many failures. */
  @JsonTypeName("locked-out")
  record LockedOut(Instant at, Instant until) implements UserEvent {}

  @JsonTypeName("password-changed")
  record PasswordChanged(boolean reset) implements UserEvent {}

  @JsonTypeName("user-profile-changed")
  record UserProfileChanged(UserProfile profile) implements UserEvent {}

  @JsonTypeName("user-disabled")
  record UserDisabled(String reason) implements UserEvent {}

  @JsonTypeName("user-enabled")
  record UserEnabled() implements UserEvent {}

  @JsonTypeName("two-step-turned-on")
  record TwoStepTurnedOn() implements UserEvent {}

  @JsonTypeName("two-step-turned-off")
  record TwoStepTurnedOff() implements UserEvent {}

  @JsonTypeName("backup-codes-renewed")
  record BackupCodesRenewed() implements UserEvent {}

  @JsonTypeName("passkey-added")
  record PasskeyAdded(String passkey, String name) implements UserEvent {}

  @JsonTypeName("passkey-renamed")
  record PasskeyRenamed(String passkey, String name) implements UserEvent {}

  @JsonTypeName("passkey-removed")
  record PasskeyRemoved(String passkey, String name) implements UserEvent {}

  @JsonTypeName("account-linked")
  record AccountLinked(String provider) implements UserEvent {}

  @JsonTypeName("account-unlinked")
  record AccountUnlinked(String provider) implements UserEvent {}
}
