package ai.leadmetrics.protocol.billing;

import org.jspecify.annotations.Nullable;

/**
 * How much of a month's tokens are spent.
 *
 * @param month of the calendar in UTC, for example 2026-11
 * @param budget the plan's tokens, or the tenant's own limit where that is lower
 * @param ownLimit absent where the tenant has set none
 */
public record TokenSpending(
    String month, long spent, long budget, long planTokens, @Nullable Long ownLimit) {

  /** The share that is spent, 0 to 1 and beyond; 1 where there is no budget at all. */
  public double share() {
    return budget <= 0 ? 1 : (double) spent / budget;
  }
}
