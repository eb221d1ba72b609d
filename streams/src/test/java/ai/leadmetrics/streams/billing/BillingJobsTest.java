package ai.leadmetrics.streams.billing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.entities.billing.Subscription;
import ai.leadmetrics.entities.billing.SubscriptionState;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.PlanId;
import ai.leadmetrics.protocol.billing.SubscriptionEvent;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionCancelled;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionCreated;
import ai.leadmetrics.protocol.billing.Terms;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BillingJobsTest {
  private static final Instant T0 = Instant.parse("2026-11-01T00:00:00Z");
  private static final Terms STARTER = new Terms(PlanId.STARTER, 1, "Starter", Money.inr(299_900));

  private static SubscriptionState after(SubscriptionEvent... events) {
    var rules = new Subscription();
    var state = rules.initial();
    for (var event : events) {
      state = rules.evolve(state, event);
    }
    return state;
  }

  private static SubscriptionState cancelled(Instant at) {
    return after(
        new SubscriptionCreated(STARTER, T0), new SubscriptionCancelled(STARTER, "left", at));
  }

  @Test
  void aTenantIsClosedOnceItsLastSubscriptionHasBeenOverForLongEnough() {
    var first = cancelled(T0.plusSeconds(10));
    var second = cancelled(T0.plusSeconds(80));
    var both = List.of(second, first);
    assertThat(BillingJobs.isLeft(both, T0.plusSeconds(10))).isFalse();
    assertThat(BillingJobs.isLeft(both, T0.plusSeconds(80))).isTrue();
    var running = after(new SubscriptionCreated(STARTER, T0));
    assertThat(BillingJobs.isLeft(List.of(running, first), T0.plusSeconds(80))).isFalse();
  }
}
