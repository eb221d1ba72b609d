package ai.leadmetrics.entities.billing;

import static ai.leadmetrics.entities.billing.Story.DECEMBER;
import static ai.leadmetrics.entities.billing.Story.FIRST;
import static ai.leadmetrics.entities.billing.Story.GROSS;
import static ai.leadmetrics.entities.billing.Story.GROWTH;
import static ai.leadmetrics.entities.billing.Story.NOVEMBER;
import static ai.leadmetrics.entities.billing.Story.SECOND;
import static ai.leadmetrics.entities.billing.Story.STARTER;
import static ai.leadmetrics.entities.billing.Story.T0;
import static ai.leadmetrics.entities.billing.Story.active;
import static ai.leadmetrics.entities.billing.Story.capture;
import static ai.leadmetrics.entities.billing.Story.days;
import static ai.leadmetrics.entities.kit.Given.given;
import static ai.leadmetrics.protocol.billing.SubscriptionStatus.ACTIVE;
import static ai.leadmetrics.protocol.billing.SubscriptionStatus.CANCELLED;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.entities.kit.Given;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Payment;
import ai.leadmetrics.protocol.billing.PaymentError;
import ai.leadmetrics.protocol.billing.SubscriptionCommand;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.CancelAtEnd;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.CancelNow;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Create;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.EndPeriod;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Expire;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Link;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Refund;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Resume;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.ScheduleDowngrade;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Upgrade;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.WithdrawDowngrade;
import ai.leadmetrics.protocol.billing.SubscriptionEvent;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.CancellationScheduled;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.CancellationWithdrawn;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DowngradeScheduled;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DowngradeWithdrawn;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentCaptured;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentRefunded;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionActivated;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionCancelled;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionCreated;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionDowngraded;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionExpired;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionLinked;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionRenewed;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionUpgraded;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SurplusReceived;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
  private static Given<SubscriptionCommand, SubscriptionEvent, SubscriptionState> story(
      SubscriptionEvent... events) {
    return given(new Subscription(), events);
  }

  @Test
  void isCreatedOnceAndLinkedToTheGateway() {
    story().when(new Create(STARTER, T0)).then(new SubscriptionCreated(STARTER, T0));
    var created = story(new SubscriptionCreated(STARTER, T0));
    created.when(new Create(STARTER, T0)).thenNothing();
    created.when(new Create(GROWTH, T0)).thenRefused(PaymentError.SUBSCRIPTION_EXISTS);
    story(new SubscriptionCreated(STARTER, T0), new SubscriptionExpired(STARTER, T0))
        .when(new Create(STARTER, T0))
        .thenRefused(PaymentError.SUBSCRIPTION_OVER);
    created.when(new Link("razorpay", "sub_G1")).then(new SubscriptionLinked("razorpay", "sub_G1"));
    created
        .after(new Link("razorpay", "sub_G1"))
        .when(new Link("razorpay", "sub_G1"))
        .thenNothing();
    story().when(new Resume(T0)).thenRefused(PaymentError.SUBSCRIPTION_NOT_FOUND);
  }

  @Test
  void theFirstPaymentActivatesHoweverOftenItIsReported() {
    story(new SubscriptionCreated(STARTER, T0))
        .when(capture(FIRST, NOVEMBER))
        .then(
            new SubscriptionActivated(STARTER, NOVEMBER, STARTER.price(), FIRST.id(), T0),
            new PaymentCaptured(FIRST, NOVEMBER, T0));
    story(active()).when(capture(FIRST, NOVEMBER)).thenNothing();
  }

  @Test
  void renewsForALaterPeriodOnly() {
    story(active())
        .when(capture(SECOND, DECEMBER))
        .then(
            new SubscriptionRenewed(STARTER, DECEMBER, STARTER.price(), SECOND.id(), days(30)),
            new PaymentCaptured(SECOND, DECEMBER, days(30)));
    story(active()).when(capture(SECOND, NOVEMBER)).then(new SurplusReceived(SECOND, T0));
  }

  @Test
  void aPeriodReportedLateCountsWithoutGoingBack() {
    var third = Story.payment("pay_3");
    story(active())
        .after(capture(third, Story.month(2)))
        .when(capture(SECOND, DECEMBER))
        .then(new PaymentCaptured(SECOND, DECEMBER, days(30)))
        .state(state -> Story.month(2).equals(state.period()));
  }

  @Test
  void anyOrderAndAnyNumberOfReportsComesToTheSame() {
    for (int seed = 0; seed < 200; seed++) {
      var reports = new ArrayList<SubscriptionCommand>();
      for (int month = 1; month <= 4; month++) {
        var payment = Story.payment("pay_m" + month);
        reports.add(capture(payment, Story.month(month)));
        reports.add(capture(payment, Story.month(month)));
      }
      Collections.shuffle(reports, new Random(seed));
      var told = story(active());
      int captured = 0;
      for (var report : reports) {
        captured +=
            (int)
                told.when(report).events().stream()
                    .filter(PaymentCaptured.class::isInstance)
                    .count();
        told = told.after(report);
      }
      assertThat(captured).as("seed %d", seed).isEqualTo(4);
      assertThat(told.state().status()).isEqualTo(ACTIVE);
      assertThat(told.state().period()).isEqualTo(Story.month(4));
    }
  }

  @Test
  void upgradesAtOnceForTheDifference() {
    var net = Money.inr(250_000);
    var upgrade = upgrade(net, SECOND, 15);
    story(active())
        .when(upgrade)
        .then(new SubscriptionUpgraded(STARTER, GROWTH, NOVEMBER, net, SECOND.id(), days(15)))
        .state(state -> GROWTH.equals(state.terms()));
    story(active()).after(upgrade).when(upgrade).thenNothing();
    story(active())
        .after(upgrade)
        .when(new Upgrade(GROWTH, STARTER, NOVEMBER, net, "pay_3", days(15)))
        .thenRefused(PaymentError.NOT_AN_UPGRADE);
    story(new SubscriptionCreated(STARTER, T0))
        .when(upgrade)
        .thenRefused(PaymentError.SUBSCRIPTION_UNPAID);
  }

  private static Upgrade upgrade(Money net, Payment payment, int day) {
    return new Upgrade(STARTER, GROWTH, NOVEMBER, net, payment.id(), days(day));
  }

  @Test
  void whatTheRestOfOnePeriodCostBuysNoOther() {
    var late = upgrade(Money.inr(100), SECOND, 30);
    story(active()).when(late).thenRefused(PaymentError.PERIOD_OVER);
    story(active())
        .after(capture(Story.payment("pay_3"), DECEMBER))
        .when(upgrade(Money.inr(100), SECOND, 31))
        .thenRefused(PaymentError.PERIOD_OVER);
  }

  @Test
  void anUpgradePaidTwiceIsNotTakenSilently() {
    story(active())
        .after(upgrade(Money.inr(250_000), SECOND, 15))
        .when(upgrade(Money.inr(250_000), Story.payment("pay_3"), 15))
        .thenRefused(PaymentError.PLAN_DIFFERS);
  }

  @Test
  void downgradesWhenThePeriodIsOver() {
    var growing = story(active()).after(upgrade(Money.inr(1), Story.payment("pay_3"), 1));
    var scheduled = growing.after(new ScheduleDowngrade(STARTER, days(2)));
    growing
        .when(new ScheduleDowngrade(STARTER, days(2)))
        .then(new DowngradeScheduled(GROWTH, STARTER, days(30), days(2)));
    scheduled.when(new ScheduleDowngrade(STARTER, days(3))).thenNothing();
    scheduled
        .when(capture(SECOND, DECEMBER))
        .then(
            new SubscriptionDowngraded(GROWTH, STARTER, DECEMBER, days(30)),
            new SubscriptionRenewed(STARTER, DECEMBER, STARTER.price(), SECOND.id(), days(30)),
            new PaymentCaptured(SECOND, DECEMBER, days(30)));
    scheduled.when(new WithdrawDowngrade(days(4))).then(new DowngradeWithdrawn(GROWTH, days(4)));
    story(active())
        .when(new ScheduleDowngrade(GROWTH, days(2)))
        .thenRefused(PaymentError.NOT_A_DOWNGRADE);
  }

  @Test
  void cancelsAtTheEndUnlessResumed() {
    var ending = story(active()).after(new CancelAtEnd("too_dear", days(3)));
    story(active())
        .when(new CancelAtEnd("too_dear", days(3)))
        .then(new CancellationScheduled(STARTER, "too_dear", days(30), days(3)));
    ending.when(new EndPeriod(null, days(29))).thenNothing();
    ending
        .when(new EndPeriod(null, days(30)))
        .then(new SubscriptionCancelled(STARTER, "period_end", days(30)));
    ending
        .when(new Resume(days(29)))
        .then(new CancellationWithdrawn(STARTER, days(29)))
        .state(state -> state.status() == ACTIVE);
    ending.when(new Resume(days(30))).thenRefused(PaymentError.NOTHING_TO_RESUME);
    ending.after(new Resume(days(29))).when(new EndPeriod(null, days(30))).thenNothing();
  }

  @Test
  void cancelsAtOnceAndStaysOver() {
    var over = story(active()).after(new CancelNow("fraud", days(3)));
    assertThat(over.state().status()).isEqualTo(CANCELLED);
    over.when(new CancelNow("fraud", days(4))).thenNothing();
    over.when(upgrade(Money.inr(1), SECOND, 4)).thenRefused(PaymentError.SUBSCRIPTION_OVER);
    over.when(capture(SECOND, DECEMBER)).then(new SurplusReceived(SECOND, days(30)));
    over.when(Story.fail(SECOND, days(31))).thenNothing();
  }

  @Test
  void expiresOnlyWhileUnpaid() {
    story(new SubscriptionCreated(STARTER, T0))
        .when(new Expire(days(1)))
        .then(new SubscriptionExpired(STARTER, days(1)));
    story(active()).when(new Expire(days(1))).thenNothing();
  }

  @Test
  void countsARefundOnce() {
    var refund = new Refund(FIRST.id(), "rfnd_1", GROSS, false, days(2));
    story(active())
        .when(refund)
        .then(new PaymentRefunded(FIRST.id(), "rfnd_1", GROSS, false, days(2)));
    story(active()).after(refund).when(refund).thenNothing();
  }

  @Test
  void staysSmall() {
    var told = story(active());
    for (int i = 1; i < 300; i++) {
      told = told.after(capture(Story.payment("pay_x" + i), Story.month(i)));
    }
    assertThat(told.state().payments()).hasSize(SubscriptionState.PAYMENTS);
  }
}
