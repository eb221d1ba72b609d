package ai.leadmetrics.protocol.billing;

import ai.leadmetrics.protocol.kit.InvalidValueException;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** What can be asked of a tenant's token budget. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface TokenBudgetCommand {
  /**
   * Sets what the tenant wants to spend in a month at most.
   *
   * @param tokens absent for all that the plan contains
   */
  record SetBudget(@Nullable Long tokens) implements TokenBudgetCommand {
    public SetBudget {
      if (tokens != null && tokens < 0) {
        throw new InvalidValueException("a budget is at least 0 tokens");
      }
    }
  }

  /**
   * Tells how much of a month's budget is spent.
   *
   * @param month of the calendar in UTC
   * @param budget what may be spent in it: the plan's tokens, or the tenant's own limit below them
   */
  record Report(YearMonth month, long spent, long budget) implements TokenBudgetCommand {}
}
