package ai.leadmetrics.protocol.billing;

import org.jspecify.annotations.Nullable;

/**
 * A tenant's credits.
 *
 * @param balance what it has, {@code held} included
 * @param held reserved for work that has not ended
 * @param available what can be reserved
 * @param monthly what is left of the allowance
 * @param kept what is left of granted and bought credits, which do not lapse
 * @param allowance credits per period
 * @param period absent before the first one; the allowance is renewed at its end
 * @param lockedFor present while nothing can be reserved
 */
public record CreditsOverview(
    String plan,
    long balance,
    long held,
    long available,
    long monthly,
    long kept,
    long allowance,
    @Nullable Period period,
    Overage overage,
    @Nullable String lockedFor) {

  /**
   * Going on past one's credits.
   *
   * @param allowed whether the plan has it
   * @param ceiling how far the tenant wants to go per period; zero is not at all
   * @param spent in this period
   */
  public record Overage(boolean allowed, Money ceiling, Money spent) {}

  /** The same with a whole allowance, as at the begin of the first period. */
  public CreditsOverview begun() {
    return new CreditsOverview(
        plan,
        kept + allowance,
        held,
        kept + allowance,
        allowance,
        kept,
        allowance,
        period,
        overage,
        lockedFor);
  }
}
