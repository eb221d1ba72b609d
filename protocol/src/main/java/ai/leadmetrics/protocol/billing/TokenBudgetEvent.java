package ai.leadmetrics.protocol.billing;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** What happened to a tenant's token budget. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface TokenBudgetEvent {
  /** Absent {@code tokens}: the whole of what the plan contains. */
  @JsonTypeName("token-budget-set")
  record TokenBudgetSet(@Nullable Long before, @Nullable Long tokens) implements TokenBudgetEvent {}

  /** So many percent of the month's budget are spent: 50, 80 or 100, each once per month. */
  @JsonTypeName("token-budget-reached")
  record TokenBudgetReached(YearMonth month, int percent, long spent, long budget)
      implements TokenBudgetEvent {}
}
