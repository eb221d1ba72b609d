package ai.leadmetrics.protocol.tenancy;

import java.time.Instant;

/** A tenant in the operators' list. */
public record TenantSummary(
    String id, String name, String industry, TenantState state, Instant registeredAt) {}
