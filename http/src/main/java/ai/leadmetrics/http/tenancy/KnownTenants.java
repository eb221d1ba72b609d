package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.http.kit.Found;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.tenancy.TenantStore;
import java.util.concurrent.CompletionStage;

/** Tenants that operators name in a path; what is no tenant is not found. */
public final class KnownTenants {
  private final TenantStore tenants;

  public KnownTenants(TenantStore tenants) {
    this.tenants = tenants;
  }

  /** The tenant, which exists. */
  public CompletionStage<TenantId> known(TenantId tenant) {
    return tenants
        .profile(tenant)
        .thenApply(
            profile -> {
              Found.require(profile);
              return tenant;
            });
  }
}
