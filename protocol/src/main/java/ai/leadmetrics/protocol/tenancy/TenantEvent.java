package ai.leadmetrics.protocol.tenancy;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a tenant. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface TenantEvent {
  /**
   * @param state absent where it was written before tenants had a life cycle: such a tenant is
   *     active
   */
  @JsonTypeName("tenant-registered")
  record TenantRegistered(
      BusinessProfile profile, @Nullable TenantState state, @Nullable Instant at)
      implements TenantEvent {}

  @JsonTypeName("profile-updated")
  record ProfileUpdated(BusinessProfile profile) implements TenantEvent {}

  /** Holds the parts that changed. */
  @JsonTypeName("settings-updated")
  record SettingsUpdated(TenantSettings change) implements TenantEvent {}

  @JsonTypeName("onboarding-step-finished")
  record StepFinished(OnboardingStep step, StepOutcome outcome, Instant at)
      implements TenantEvent {}

  @JsonTypeName("onboarding-completed")
  record OnboardingCompleted(Instant at) implements TenantEvent {}

  @JsonTypeName("tenant-past-due")
  record FellPastDue(Instant at) implements TenantEvent {}

  @JsonTypeName("tenant-frozen")
  record Frozen(String reason, Instant at) implements TenantEvent {}

  @JsonTypeName("tenant-restored")
  record Restored(Instant at) implements TenantEvent {}

  @JsonTypeName("tenant-paused")
  record Paused(String reason, Instant at) implements TenantEvent {}

  @JsonTypeName("tenant-activated")
  record Activated(Instant at) implements TenantEvent {}

  /** The tenant works on until {@code effectiveAt}. */
  @JsonTypeName("tenant-cancellation-planned")
  record CancellationPlanned(Instant at, Instant effectiveAt) implements TenantEvent {}

  @JsonTypeName("tenant-cancelled")
  record Cancelled(Instant at) implements TenantEvent {}

  @JsonTypeName("tenant-erasure-scheduled")
  record ErasureScheduled(Instant at, Instant eraseAt) implements TenantEvent {}

  @JsonTypeName("tenant-erased")
  record Erased(Instant at) implements TenantEvent {}
}
