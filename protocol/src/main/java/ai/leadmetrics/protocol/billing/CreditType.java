package ai.leadmetrics.protocol.billing;

/**
 * One kind of work that costs credits.
 *
 * @param name that of the agent which does it
 * @param unit what is counted: reply, post, report
 * @param rate credits per unit
 * @param overagePaise price of a credit that a plan with overage spends past its allowance
 */
public record CreditType(String name, String unit, long rate, long overagePaise) {}
