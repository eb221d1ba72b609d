package ai.leadmetrics.protocol.tenancy;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What can be asked of a tenant. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface TenantCommand {
  record Register(BusinessProfile profile) implements TenantCommand {}

  record UpdateProfile(BusinessProfile profile) implements TenantCommand {}
}
