package ai.leadmetrics.entities.billing;

import static ai.leadmetrics.entities.billing.Story.days;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Period;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProrationTest {
  private static final int ROUNDS = 20_000;
  private final Random random = new Random(7);

  private long price() {
    return random.nextLong(100_000_000);
  }

  private Period period() {
    var start = days(random.nextInt(2_000));
    return new Period(start, start.plusSeconds(1 + random.nextInt(366 * 86_400)));
  }

  @Test
  void isBetweenNothingAndTheWholeDifference() {
    for (int i = 0; i < ROUNDS; i++) {
      long before = price();
      long after = price();
      var period = period();
      var at = period.start().plusSeconds(random.nextInt(400 * 86_400) - 20_000_000L);
      var net = Proration.of(Money.inr(before), Money.inr(after), period, at).minor();
      assertThat(net).isBetween(0L, Math.max(0, after - before));
    }
  }

  @Test
  void isTheWholeDifferenceAtTheStartAndNothingAtTheEnd() {
    for (int i = 0; i < ROUNDS; i++) {
      long before = price();
      long after = before + price();
      var period = period();
      assertThat(Proration.of(Money.inr(before), Money.inr(after), period, period.start()).minor())
          .isEqualTo(after - before);
      assertThat(Proration.of(Money.inr(before), Money.inr(after), period, period.end()).minor())
          .isZero();
    }
  }

  @Test
  void neverGrowsAsTimePasses() {
    for (int i = 0; i < ROUNDS; i++) {
      var before = Money.inr(price());
      var after = Money.inr(price());
      var period = period();
      long whole = Duration.between(period.start(), period.end()).toSeconds();
      long first = random.nextLong(whole + 1);
      long second = first + random.nextLong(whole - first + 1);
      assertThat(Proration.of(before, after, period, period.start().plusSeconds(second)).minor())
          .isLessThanOrEqualTo(
              Proration.of(before, after, period, period.start().plusSeconds(first)).minor());
    }
  }

  @Test
  void twoStepsCostWhatOneDoesGiveOrTakeAPaisa() {
    for (int i = 0; i < ROUNDS; i++) {
      long a = price();
      long b = a + price();
      long c = b + price();
      var period = period();
      long whole = Duration.between(period.start(), period.end()).toSeconds();
      var at = period.start().plusSeconds(random.nextLong(whole + 1));
      long steps =
          Proration.of(Money.inr(a), Money.inr(b), period, at).minor()
              + Proration.of(Money.inr(b), Money.inr(c), period, at).minor();
      assertThat(steps - Proration.of(Money.inr(a), Money.inr(c), period, at).minor())
          .isBetween(-1L, 1L);
    }
  }

  @Test
  void halfAMonthCostsHalf() {
    var period = new Period(days(0), days(30));
    assertThat(Proration.of(Money.inr(299_900), Money.inr(799_900), period, days(15)))
        .isEqualTo(Money.inr(250_000));
    assertThat(Proration.of(Money.inr(2), Money.inr(1), period, days(15))).isEqualTo(Money.inr(0));
  }
}
