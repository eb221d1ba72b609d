package ai.leadmetrics.protocol.tenancy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a tenant's life at the same time: who is frozen may be paused as well, and is
 * still frozen when the pause ends. {@link #state} says which of it counts.
 *
 * @param frozen why, where it is
 * @param paused why, where it is
 * @param endsAt when a cancellation takes effect
 * @param eraseAt when the data of a cancelled tenant goes
 */
public record Standing(
    boolean registered,
    boolean onboarded,
    boolean pastDue,
    @Nullable String frozen,
    @Nullable String paused,
    @Nullable Instant endsAt,
    @Nullable Instant cancelledAt,
    @Nullable Instant eraseAt,
    @Nullable Instant erasedAt) {

  /** Nobody has registered it yet. */
  public static final Standing NONE =
      new Standing(false, false, false, null, null, null, null, null, null);

  /** Registered when there was no life cycle yet, and at work since. */
  public static final Standing ACTIVE =
      new Standing(true, true, false, null, null, null, null, null, null);

  @JsonIgnore
  public TenantState state() {
    if (erasedAt != null) {
      return TenantState.ERASED;
    } else if (cancelledAt != null) {
      return TenantState.CANCELLED;
    } else if (paused != null) {
      return TenantState.PAUSED;
    } else if (frozen != null) {
      return TenantState.FROZEN;
    } else if (pastDue) {
      return TenantState.PAST_DUE;
    } else if (onboarded) {
      return TenantState.ACTIVE;
    }
    return registered ? TenantState.ONBOARDING : TenantState.SIGNING_UP;
  }

  public Standing registered(TenantState as) {
    return as == TenantState.ACTIVE
        ? ACTIVE
        : new Standing(true, false, false, null, null, null, null, null, null);
  }

  public Standing launched() {
    return new Standing(
        registered, true, pastDue, frozen, paused, endsAt, cancelledAt, eraseAt, erasedAt);
  }

  /** Owing, and for too long where there is a reason to freeze. */
  public Standing owing(boolean due, @Nullable String reason) {
    return new Standing(
        registered, onboarded, due, reason, paused, endsAt, cancelledAt, eraseAt, erasedAt);
  }

  public Standing paused(@Nullable String reason) {
    return new Standing(
        registered, onboarded, pastDue, frozen, reason, endsAt, cancelledAt, eraseAt, erasedAt);
  }

  /** Cancelled, or about to be; with neither it goes on. */
  public Standing ending(@Nullable Instant end, @Nullable Instant cancelled) {
    return new Standing(
        registered, onboarded, pastDue, frozen, paused, end, cancelled, null, erasedAt);
  }

  public Standing toBeErased(Instant at) {
    return new Standing(
        registered, onboarded, pastDue, frozen, paused, endsAt, cancelledAt, at, erasedAt);
  }

  public Standing erased(Instant at) {
    return new Standing(
        registered, onboarded, pastDue, frozen, paused, endsAt, cancelledAt, eraseAt, at);
  }
}
