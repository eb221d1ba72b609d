package ai.leadmetrics.entities.billing;

import ai.leadmetrics.protocol.billing.CreditLedgerEvent.RanLow;
import org.jspecify.annotations.Nullable;

/** How far a period's credits have run down. */
final class Running {
  static final int HALF = 50;
  static final int LOW = 80;
  static final int OUT = 100;

  private Running() {}

  /**
   * What is to be told after credits were used: of several shares at once the highest.
   *
   * @return absent where nothing is news
   */
  static @Nullable RanLow news(LedgerState state) {
    var month = state.month();
    if (month == null || month.allowance() == 0) {
      return null;
    }
    long used = month.allowance() - state.monthly() - held(state, month);
    int reached = reached(state, used, month.allowance());
    return reached > state.told() ? new RanLow(reached, used, month.allowance()) : null;
  }

  private static int reached(LedgerState state, long used, long allowance) {
    if (state.balance() == 0 && !state.mayOverspend(1, 1)) {
      return OUT;
    }
    // Divided, not multiplied: an allowance may be as large as a long holds.
    if (used >= allowance - allowance / 5) {
      return LOW;
    }
    return used >= allowance - allowance / 2 ? HALF : 0;
  }

  /** Reserved credits may come back: they are not used yet. */
  private static long held(LedgerState state, LedgerState.Month month) {
    return state.held().values().stream()
        .filter(hold -> hold.period().equals(month.period().start()))
        .mapToLong(hold -> hold.parts().monthly())
        .sum();
  }
}
