package ai.leadmetrics.entities.billing;

import static ai.leadmetrics.entities.kit.Given.given;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.leadmetrics.entities.kit.Given;
import ai.leadmetrics.protocol.billing.TokenBudgetCommand;
import ai.leadmetrics.protocol.billing.TokenBudgetCommand.Report;
import ai.leadmetrics.protocol.billing.TokenBudgetCommand.SetBudget;
import ai.leadmetrics.protocol.billing.TokenBudgetEvent;
import ai.leadmetrics.protocol.billing.TokenBudgetEvent.TokenBudgetReached;
import ai.leadmetrics.protocol.billing.TokenBudgetEvent.TokenBudgetSet;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBudgetTest {
  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
  private static final YearMonth DECEMBER = YearMonth.of(2026, 12);

  private static Given<TokenBudgetCommand, TokenBudgetEvent, TokenBudget.State> budget(
      TokenBudgetEvent... events) {
    return given(new TokenBudget(), events);
  }

  @ParameterizedTest
  @CsvSource({"50, 50", "79, 50", "80, 80", "99, 80", "100, 100", "250, 100"})
  void tellsTheHighestStepThatIsReached(long spent, int percent) {
    budget()
        .when(new Report(NOVEMBER, spent, 100))
        .then(new TokenBudgetReached(NOVEMBER, percent, spent, 100));
  }

  @ParameterizedTest
  @CsvSource({"0, 100", "49, 100", "0, 0"})
  void isSilentBelowTheFirst(long spent, long budget) {
    budget().when(new Report(NOVEMBER, spent, budget)).then();
  }

  @Test
  void withoutABudgetEveryTokenIsOneTooMany() {
    budget().when(new Report(NOVEMBER, 1, 0)).then(new TokenBudgetReached(NOVEMBER, 100, 1, 0));
  }

  @Test
  void tellsEachStepOncePerMonth() {
    var half = new TokenBudgetReached(NOVEMBER, 50, 60, 100);
    budget(half).when(new Report(NOVEMBER, 70, 100)).then();
    budget(half)
        .when(new Report(NOVEMBER, 85, 100))
        .then(new TokenBudgetReached(NOVEMBER, 80, 85, 100));
    budget(half)
        .when(new Report(DECEMBER, 55, 100))
        .then(new TokenBudgetReached(DECEMBER, 50, 55, 100));
    budget(new TokenBudgetReached(DECEMBER, 50, 55, 100))
        .when(new Report(NOVEMBER, 100, 100))
        .then();
  }

  @Test
  void anotherBudgetStartsItsStepsAnew() {
    budget(new TokenBudgetReached(NOVEMBER, 100, 100, 100))
        .when(new SetBudget(180L))
        .then(new TokenBudgetSet(null, 180L));
    budget(new TokenBudgetReached(NOVEMBER, 100, 100, 100), new TokenBudgetSet(null, 180L))
        .when(new Report(NOVEMBER, 101, 180))
        .then(new TokenBudgetReached(NOVEMBER, 50, 101, 180));
    budget(new TokenBudgetSet(null, 180L)).when(new SetBudget(180L)).then();
    budget(new TokenBudgetSet(null, 180L))
        .when(new SetBudget(null))
        .then(new TokenBudgetSet(180L, null));
    assertThatThrownBy(() -> new SetBudget(-1L)).isInstanceOf(IllegalArgumentException.class);
  }
}
