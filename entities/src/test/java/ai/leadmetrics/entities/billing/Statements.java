package ai.leadmetrics.entities.billing;

import ai.leadmetrics.protocol.billing.CreditLedgerEvent;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Adjusted;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Committed;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Expired;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Granted;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Locked;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.OverageSet;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.PeriodStarted;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.PlanChanged;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.RanLow;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Released;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Reserved;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.ToppedUp;
import ai.leadmetrics.protocol.billing.CreditLedgerEvent.Unlocked;
import java.util.OptionalLong;

/** What a bookkeeper who sees nothing but events makes of them. */
final class Statements {
  private Statements() {}

  /** By how much an event changes what the tenant has. */
  static long delta(CreditLedgerEvent event) {
    return switch (event) {
      case PeriodStarted(_, var allowance, _, var lapsed, _) -> allowance - lapsed;
      case PlanChanged(_, _, var added, _) -> added;
      case Granted(_, var amount, _, _) -> amount;
      case ToppedUp(_, var amount, _, _) -> amount;
      case Adjusted(_, var monthly, var kept, _, _, _) -> monthly + kept;
      case Committed(_, _, _, var used, _, var lapsed, _, _) -> -used.owned() - lapsed;
      case Released(_, _, var lapsed, _) -> -lapsed;
      case Expired(_, _, var lapsed, _) -> -lapsed;
      case Reserved _, RanLow _, Locked _, Unlocked _, OverageSet _ -> 0;
    };
  }

  /** The balance that an event tells of. */
  static OptionalLong balance(CreditLedgerEvent event) {
    return switch (event) {
      case PeriodStarted(_, _, _, _, var balance) -> OptionalLong.of(balance);
      case PlanChanged(_, _, _, var balance) -> OptionalLong.of(balance);
      case Granted(_, _, _, var balance) -> OptionalLong.of(balance);
      case ToppedUp(_, _, _, var balance) -> OptionalLong.of(balance);
      case Adjusted(_, _, _, _, _, var balance) -> OptionalLong.of(balance);
      case Committed(_, _, _, _, _, _, _, var balance) -> OptionalLong.of(balance);
      case Released(_, _, _, var balance) -> OptionalLong.of(balance);
      case Expired(_, _, _, var balance) -> OptionalLong.of(balance);
      case Reserved _, RanLow _, Locked _, Unlocked _, OverageSet _ -> OptionalLong.empty();
    };
  }
}
