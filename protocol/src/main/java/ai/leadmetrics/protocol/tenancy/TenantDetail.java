package ai.leadmetrics.protocol.tenancy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that operators see of a tenant at once. */
public record TenantDetail(
    SettingsView settings,
    TenantStanding standing,
    Onboarding onboarding,
    Instant registeredAt,
    TenantFigures figures,
    List<TenantMember> members) {

  /** How much of everything a tenant has. */
  public record TenantFigures(
      long members,
      long channels,
      long contacts,
      long leads,
      long conversations,
      long answers,
      long runs,
      long failedRuns) {}

  /**
   * Somebody of the tenant's team.
   *
   * @param lastSeenAt absent where they never signed in
   */
  public record TenantMember(
      String id, String name, String email, String role, @Nullable Instant lastSeenAt) {}

  public TenantDetail {
    members = List.copyOf(members);
  }
}
