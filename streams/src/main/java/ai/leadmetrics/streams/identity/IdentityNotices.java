package ai.leadmetrics.streams.identity;

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
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Audience;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Notice;
import ai.leadmetrics.streams.kit.NoticeSource;
import java.util.List;
import java.util.Map;

/** What opens somebody's account has changed: they are told, whoever did it. */
final class IdentityNotices implements NoticeSource {
  @Override
  public String context() {
    return "identity";
  }

  @Override
  public Class<?> events() {
    return UserEvent.class;
  }

  @Override
  public List<Notice> of(EventRecord record) {
    return switch ((UserEvent) record.event()) {
      case PasswordChanged _ -> told(record, "password-changed", Map.of());
      case TwoStepTurnedOn() -> changed(record, "two-step-on", "");
      case TwoStepTurnedOff() -> changed(record, "two-step-off", "");
      case BackupCodesRenewed() -> changed(record, "codes", "");
      case PasskeyAdded(_, var name) -> changed(record, "passkey-added", name);
      case PasskeyRemoved(_, var name) -> changed(record, "passkey-removed", name);
      case AccountLinked(var provider) -> changed(record, "linked", spoken(provider));
      case AccountUnlinked(var provider) -> changed(record, "unlinked", spoken(provider));
      // Of new devices their own sign-in tells, which knows the device.
      case UserRegistered _,
          EmailVerified _,
          SignedIn _,
          SignInFailed _,
          LockedOut _,
          UserProfileChanged _,
          UserDisabled _,
          UserEnabled _,
          PasskeyRenamed _ ->
          List.of();
    };
  }

  private static List<Notice> changed(EventRecord record, String change, String what) {
    return told(record, "sign-in-changed", Map.of("change", change, "what", what));
  }

  private static List<Notice> told(EventRecord record, String type, Map<String, String> values) {
    return List.of(
        new Notice(
            TenantId.PLATFORM,
            new Audience.User(record.id().local()),
            type,
            values,
            "/settings/security"));
  }

  private static String spoken(String provider) {
    return switch (provider) {
      case "linkedin" -> "LinkedIn";
      case "google" -> "Google";
      case "microsoft" -> "Microsoft";
      default -> provider;
    };
  }
}
