package ai.leadmetrics.http.tenancy;

import ai.leadmetrics.http.kit.ProblemException;
import ai.leadmetrics.protocol.kit.CommonError;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.tenancy.TenantStore;
import java.util.concurrent.CompletionStage;

/** Tenants that operators name in a path; what is no tenant is not found. */
public final class KnownTenants {
  private final TenantStore tenants;

  public KnownTenants(TenantStore tenants) {
    this.tenants = tenants;
  }

  /** The tenant of that name, which exists. */
  public CompletionStage<TenantId> known(String slug) {
    var tenant = named(slug);
    return tenants
        .profile(tenant)
        .thenApply(
            profile -> {
              if (profile.isEmpty()) {
                throw new ProblemException(CommonError.NOT_FOUND);
              }
              return tenant;
            });
  }

  /** The name as an id; whether there is such a tenant is for the caller to find out. */
  public static TenantId named(String slug) {
    try {
      return new TenantId(slug);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(CommonError.NOT_FOUND);
    }
  }
}
