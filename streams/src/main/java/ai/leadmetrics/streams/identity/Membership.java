package ai.leadmetrics.streams.identity;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.TenantId;

/** What somebody is in a tenant. */
public record Membership(TenantId tenant, Role role) {}
