package ai.leadmetrics.protocol.billing;

/**
 * What a subscription buys: a plan in the version that was current at the time.
 *
 * @param plan which of the plans
 * @param price for one month, without tax
 */
public record Terms(PlanId plan, int version, String name, Money price) {}
