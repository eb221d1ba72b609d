package ai.leadmetrics.protocol.tenancy;

import ai.leadmetrics.protocol.kit.InvalidValueException;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** What can be asked of a tenant. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface TenantCommand {
  /** The longest reason that is kept. */
  int MAX_REASON = 500;

  /** Begins the onboarding. */
  record Register(BusinessProfile profile, Instant at) implements TenantCommand {}

  record UpdateProfile(BusinessProfile profile) implements TenantCommand {}

  /** Parts that are absent stay as they are. */
  record UpdateSettings(ProfileChange profile, TenantSettings change) implements TenantCommand {
    public UpdateSettings {
      if (!profile.problems().isEmpty() || !change.problems().isEmpty()) {
        throw new InvalidValueException(profile.problems() + " " + change.problems());
      }
    }

    public UpdateSettings(TenantSettings change) {
      this(ProfileChange.NONE, change);
    }
  }

  record FinishStep(OnboardingStep step, StepOutcome outcome, Instant at)
      implements TenantCommand {}

  /** From here on the AI answers customers. */
  record CompleteOnboarding(Instant at) implements TenantCommand {}

  record MarkPastDue(Instant at) implements TenantCommand {}

  record Freeze(String reason, Instant at) implements TenantCommand {
    public Freeze {
      requireReason(reason);
    }
  }

  /** Everything is paid again. */
  record Restore(Instant at) implements TenantCommand {}

  /** By an operator. */
  record Pause(String reason, Instant at) implements TenantCommand {
    public Pause {
      requireReason(reason);
    }
  }

  /** By an operator: ends a pause and takes back a cancellation that was not carried out yet. */
  record Activate(Instant at) implements TenantCommand {}

  /** Ends the tenant at {@code effectiveAt}; at once where that has come. */
  record Cancel(Instant at, Instant effectiveAt) implements TenantCommand {}

  /** By the clock: ends the tenant if a cancellation is planned and its time has come. */
  record EndAsPlanned(Instant at) implements TenantCommand {}

  record ScheduleErasure(Instant at, Instant eraseAt) implements TenantCommand {}

  /** Refused before the time that was scheduled. */
  record Erase(Instant at) implements TenantCommand {}

  private static void requireReason(String reason) {
    if (reason.isBlank() || reason.length() > MAX_REASON) {
      throw new InvalidValueException("a reason has 1 to " + MAX_REASON + " characters");
    }
  }
}
