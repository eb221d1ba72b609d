package ai.leadmetrics.protocol.tenancy;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** What happened to a tenant. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface TenantEvent {
  @JsonTypeName("tenant-registered")
  record TenantRegistered(BusinessProfile profile) implements TenantEvent {}

  @JsonTypeName("profile-updated")
  record ProfileUpdated(BusinessProfile profile) implements TenantEvent {}
}
