package ai.leadmetrics.protocol.billing;

/**
 * Where credits come from or go back to.
 *
 * @param monthly the period's allowance, which lapses with it
 * @param kept granted and bought credits, which stay
 * @param overage credits that nobody has: they are paid for on the invoice
 */
public record Parts(long monthly, long kept, long overage) {
  public static final Parts NONE = new Parts(0, 0, 0);

  public long total() {
    return monthly + kept + overage;
  }

  /** What of it are credits that the tenant has. */
  public long owned() {
    return monthly + kept;
  }

  public Parts minus(Parts other) {
    return new Parts(monthly - other.monthly, kept - other.kept, overage - other.overage);
  }

  /** The first {@code amount} of it: allowance before kept credits before overage. */
  public Parts first(long amount) {
    long fromMonthly = Math.min(amount, monthly);
    long fromKept = Math.min(amount - fromMonthly, kept);
    return new Parts(fromMonthly, fromKept, amount - fromMonthly - fromKept);
  }
}
