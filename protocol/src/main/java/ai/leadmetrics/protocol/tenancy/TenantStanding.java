package ai.leadmetrics.protocol.tenancy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant's own people are told of where it stands.
 *
 * @param reason why it is frozen or paused
 * @param endsAt when a cancellation takes effect
 * @param eraseAt when its data goes
 */
public record TenantStanding(
    TenantState state,
    @Nullable String reason,
    @Nullable Instant endsAt,
    @Nullable Instant eraseAt) {

  public static TenantStanding of(Standing standing) {
    return new TenantStanding(
        standing.state(),
        standing.paused() != null ? standing.paused() : standing.frozen(),
        standing.endsAt(),
        standing.eraseAt());
  }
}
