package ai.leadmetrics.streams.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.cluster.TestPlatform;
import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Payment;
import ai.leadmetrics.protocol.billing.Period;
import ai.leadmetrics.protocol.billing.PlanId;
import ai.leadmetrics.protocol.billing.SubscriptionCommand;
import ai.leadmetrics.protocol.billing.Terms;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.GatewayFact;
import ai.leadmetrics.streams.kit.Platform;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a gateway charges is taken, and looked at where it is not what the plan costs. */
class SettlementsIT {
  private static final Terms STARTER = new Terms(PlanId.STARTER, 1, "Starter", Money.inr(299_900));

  private final Platform platform = TestPlatform.shared().node().platform();
  private final TenantId tenant = new TenantId("t-" + UUID.randomUUID().toString().substring(0, 8));
  private final EntityId subscription = EntityId.next(tenant, Kind.SUBSCRIPTION);
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private void tell(Object command) {
    var name = command.getClass().getSimpleName();
    var reply = platform.entities().ask(subscription, name, "system", command);
    assertThat(reply.toCompletableFuture().join()).isInstanceOf(Reply.Done.class);
  }

  private void charge(int month, Money amount) {
    var start = now.plus(Duration.ofDays(30L * month));
    var payment = Payment.of("test", "pay_" + tenant + month, amount, "upi");
    var fact =
        new GatewayFact.Charged(
            "sub_" + tenant, payment, new Period(start, start.plus(Duration.ofDays(30))));
    // Told twice, as a webhook and by the nightly comparison.
    for (int i = 0; i < 2; i++) {
      assertThat(new Settlements(platform).apply(fact, start).toCompletableFuture().join())
          .isEqualTo(new Settlements.Result.Settled(i == 0));
    }
  }

  private long alarms(String code) {
    return platform
        .database()
        .read(
            handle ->
                handle
                    .createQuery(
                        "select coalesce(sum(count), 0)::bigint from core.alarm"
                            + " where code = ? and subject = ?")
                    .bind(0, code)
                    .bind(1, subscription.toString())
                    .mapTo(Long.class)
                    .one())
        .toCompletableFuture()
        .join();
  }

  @Test
  void anotherAmountOrCurrencyThanThePlanCostsIsAnAlarmEachTime() {
    tell(new SubscriptionCommand.Create(STARTER, now));
    tell(new SubscriptionCommand.Link("test", "sub_" + tenant));
    await()
        .until(
            () ->
                new GatewayLinks(platform.database(), platform.clock())
                    .entity("sub_" + tenant)
                    .toCompletableFuture()
                    .join()
                    .isPresent());
    charge(0, Money.inr(353_882));
    charge(1, Money.inr(100));
    await().until(() -> alarms("charge_differs") == 1);
    // Another currency is an alarm of its own.
    charge(2, new Money(353_882, "USD"));
    await().until(() -> alarms("payment_currency") == 1);
    assertThat(alarms("charge_differs")).isEqualTo(1);
  }
}
