package ai.leadmetrics.protocol.billing;

import ai.leadmetrics.protocol.kit.InvalidValueException;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/**
 * What can be asked of a tenant's credits. An entry's id belongs to its caller: the same id with
 * the same content happens once, with other content it is refused.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface CreditLedgerCommand {
  /** No amount may be larger; nothing that adds up to more is taken on. */
  long MAX_AMOUNT = 1_000_000_000_000L;

  /** No single reservation may be larger. */
  long MAX_UNITS = 1_000_000;

  int MAX_REASON = 200;

  /** Credits as a present, for example to make good for something; they stay until used. */
  record Grant(EntryId entry, long amount, String reason, Instant at)
      implements CreditLedgerCommand {
    public Grant {
      requireAmount(amount);
      require(reason.length() <= MAX_REASON, "a reason has at most 200 characters");
    }
  }

  /** Credits that were paid for; they stay until used. */
  record TopUp(EntryId entry, long amount, String paymentId, Instant at)
      implements CreditLedgerCommand {
    public TopUp {
      requireAmount(amount);
      require(paymentId.length() <= MAX_REASON, "a payment id has at most 200 characters");
    }
  }

  /**
   * Sets aside what work may cost at most.
   *
   * @param expiresAt when it comes back by itself
   */
  record Reserve(EntryId entry, String creditType, long units, Instant at, Instant expiresAt)
      implements CreditLedgerCommand {
    public Reserve {
      require(units > 0 && units <= MAX_UNITS, "1 to 1000000 units can be reserved");
      require(expiresAt.isAfter(at), "a reservation lasts for some time");
    }
  }

  /**
   * The work is done.
   *
   * @param units what it took, at most what was reserved; the rest comes back
   */
  record Commit(EntryId entry, long units, Instant at) implements CreditLedgerCommand {
    public Commit {
      require(units >= 0 && units <= MAX_UNITS, "0 to 1000000 units can be used");
    }
  }

  /** The work was not done. */
  record Release(EntryId entry, Instant at) implements CreditLedgerCommand {}

  /** Gives back what has been reserved for too long. */
  record ExpireDue(Instant at) implements CreditLedgerCommand {}

  /**
   * A correction by the operator.
   *
   * @param delta may be negative, but not by more than there is
   */
  record Adjust(EntryId entry, long delta, String reason, String by, Instant at)
      implements CreditLedgerCommand {
    public Adjust {
      requireAmount(Math.abs(delta));
      require(reason.length() <= MAX_REASON, "a reason has at most 200 characters");
    }
  }

  /**
   * Begins a period when the running one is over or began earlier, as with a plan that is counted
   * from another day; within a running period only tells of another plan, whose greater allowance
   * counts at once and whose smaller one later.
   *
   * @param overage whether the plan lets a tenant go on past its credits
   */
  record Reset(Period period, long allowance, boolean overage, Instant at)
      implements CreditLedgerCommand {
    public Reset {
      require(allowance >= 0 && allowance <= MAX_AMOUNT, "an allowance is 0 to 10^12");
      require(period.contains(at), "a period begins while it lasts");
    }
  }

  /** Nothing can be reserved any more; what is reserved can be finished. */
  record Lock(String reason, Instant at) implements CreditLedgerCommand {
    public Lock {
      require(reason.length() <= MAX_REASON, "a reason has at most 200 characters");
    }
  }

  record Unlock(Instant at) implements CreditLedgerCommand {}

  /**
   * How far the tenant wants to go past its credits.
   *
   * @param ceilingPaise per period; 0 for not at all
   */
  record SetOverage(long ceilingPaise, Instant at) implements CreditLedgerCommand {
    public SetOverage {
      require(ceilingPaise >= 0 && ceilingPaise <= MAX_AMOUNT, "a ceiling is 0 to 10^12 paise");
    }
  }

  private static void requireAmount(long amount) {
    require(amount > 0 && amount <= MAX_AMOUNT, "an amount is 1 to 10^12 credits");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new InvalidValueException(otherwise);
    }
  }
}
