package ai.leadmetrics.protocol.billing;

/**
 * What a tenant may use, and how much of it is in use; credits and tokens have pages of their own.
 */
public record PlanUse(Entitlements entitlements, long channels, long seats, long contacts) {}
