package ai.leadmetrics.protocol.tenancy;

/** Where a tenant is in its life. */
public enum TenantState {
  SIGNING_UP,
  ONBOARDING,
  ACTIVE,
  /** A payment failed; everything still works. */
  PAST_DUE,
  /** Unpaid for too long: data can be read, nothing changed. */
  FROZEN,
  /** Stopped by an operator. */
  PAUSED,
  /** Closed; its data waits for erasure. */
  CANCELLED,
  ERASED;

  /** Whether the AI may write to the tenant's customers. */
  public boolean answersCustomers() {
    return switch (this) {
      case ACTIVE, PAST_DUE -> true;
      case SIGNING_UP, ONBOARDING, FROZEN, PAUSED, CANCELLED, ERASED -> false;
    };
  }
}
