package ai.leadmetrics.streams.identity;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Port;

/** What somebody is in a tenant. */
@Port
public record Membership(TenantId tenant, Role role) {}
