package ai.leadmetrics.entities.billing;

import static ai.leadmetrics.entities.kit.Decision.accepted;

import ai.leadmetrics.entities.kit.Aggregate;
import ai.leadmetrics.entities.kit.Decision;
import ai.leadmetrics.protocol.billing.TokenBudgetCommand;
import ai.leadmetrics.protocol.billing.TokenBudgetCommand.Report;
import ai.leadmetrics.protocol.billing.TokenBudgetCommand.SetBudget;
import ai.leadmetrics.protocol.billing.TokenBudgetEvent;
import ai.leadmetrics.protocol.billing.TokenBudgetEvent.TokenBudgetReached;
import ai.leadmetrics.protocol.billing.TokenBudgetEvent.TokenBudgetSet;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a tenant lets its AI read and write in a month, and how much of that it was told of. */
public final class TokenBudget
    implements Aggregate<TokenBudgetCommand, TokenBudgetEvent, TokenBudget.State> {
  private static final List<Integer> STEPS = List.of(100, 80, 50);

  /**
   * @param tokens absent for all that the plan contains
   * @param month of which the highest step is remembered
   * @param reached 0, 50, 80 or 100
   */
  public record State(@Nullable Long tokens, @Nullable YearMonth month, int reached) {}

  @Override
  public String name() {
    return "TokenBudget";
  }

  @Override
  public String context() {
    return "billing";
  }

  @Override
  public boolean outlivesTenants() {
    return true;
  }

  @Override
  public Class<TokenBudgetCommand> commands() {
    return TokenBudgetCommand.class;
  }

  @Override
  public Class<TokenBudgetEvent> events() {
    return TokenBudgetEvent.class;
  }

  @Override
  public Class<State> states() {
    return State.class;
  }

  @Override
  public State initial() {
    return new State(null, null, 0);
  }

  @Override
  public Decision<TokenBudgetEvent> decide(State state, TokenBudgetCommand command) {
    return switch (command) {
      case SetBudget(var tokens) ->
          Objects.equals(tokens, state.tokens())
              ? accepted()
              : accepted(new TokenBudgetSet(state.tokens(), tokens));
      case Report(var month, _, _) when state.month() != null && month.isBefore(state.month()) ->
          accepted();
      case Report(var month, var spent, var budget) -> {
        int step = step(spent, budget);
        yield step > (month.equals(state.month()) ? state.reached() : 0)
            ? accepted(new TokenBudgetReached(month, step, spent, budget))
            : accepted();
      }
    };
  }

  /** The highest step that is reached; without a budget every token is one too many. */
  private static int step(long spent, long budget) {
    return STEPS.stream()
        .filter(percent -> spent > 0 && spent >= Math.ceilDiv(budget * percent, 100))
        .findFirst()
        .orElse(0);
  }

  /** A new budget starts its steps anew: what is left of it has changed. */
  @Override
  public State evolve(State state, TokenBudgetEvent event) {
    return switch (event) {
      case TokenBudgetSet(_, var tokens) -> new State(tokens, state.month(), 0);
      case TokenBudgetReached(var month, var percent, _, _) ->
          new State(state.tokens(), month, percent);
    };
  }
}
