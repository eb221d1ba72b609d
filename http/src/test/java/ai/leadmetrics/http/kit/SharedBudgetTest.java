package ai.leadmetrics.http.kit;

import static ai.leadmetrics.http.kit.SharedBudget.Answer.ALL_USED;
import static ai.leadmetrics.http.kit.SharedBudget.Answer.GRANTED;
import static ai.leadmetrics.http.kit.SharedBudget.Answer.OWN_SHARE_USED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedBudgetTest {
  private final SharedBudget budget = new SharedBudget(900, 0.5);

  private int takeAll(String owner) {
    int taken = 0;
    while (budget.take(owner, 1) == GRANTED) {
      taken++;
    }
    return taken;
  }

  @Test
  void oneOwnerNeverTakesAll() {
    assertThat(takeAll("a")).isBetween(299, 301);
    assertThat(budget.take("a", 1)).isEqualTo(OWN_SHARE_USED);
    assertThat(takeAll("b")).isGreaterThan(150);
  }

  @Test
  void tenGreedyOwnersLeaveRoomForAnother() {
    assertThat(IntStream.range(0, 11).map(i -> takeAll("owner " + i))).allMatch(n -> n > 0);
    assertThat(budget.used()).isLessThanOrEqualTo(900);
  }

  @Test
  void whatIsTooLargeForTheRestIsRefused() {
    assertThat(budget.take("a", 451)).isEqualTo(ALL_USED);
    assertThat(budget.take("a", 450)).isEqualTo(GRANTED);
    assertThat(budget.take("b", 226)).isEqualTo(ALL_USED);
    assertThat(budget.take("a", 1)).isEqualTo(OWN_SHARE_USED);
  }

  @Test
  void whatIsGivenBackIsFree() {
    budget.take("a", 300);
    budget.release("a", 100);
    assertThat(budget.used()).isEqualTo(200);
    budget.release("a", 200);
    assertThat(budget.used()).isZero();
    assertThat(budget.take("a", 300)).isEqualTo(GRANTED);
  }
}
