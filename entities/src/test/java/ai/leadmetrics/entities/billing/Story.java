package ai.leadmetrics.entities.billing;

import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Payment;
import ai.leadmetrics.protocol.billing.Period;
import ai.leadmetrics.protocol.billing.PlanId;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Capture;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Fail;
import ai.leadmetrics.protocol.billing.SubscriptionEvent;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentCaptured;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionActivated;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionCreated;
import ai.leadmetrics.protocol.billing.Terms;
import java.time.Duration;
import java.time.Instant;

/** What the tests of subscriptions tell of. */
final class Story {
  static final Instant T0 = Instant.parse("2026-11-01T00:00:00Z");
  static final Terms STARTER = new Terms(PlanId.STARTER, 1, "Starter", Money.inr(299_900));
  static final Terms GROWTH = new Terms(PlanId.GROWTH, 1, "Growth", Money.inr(799_900));
  static final Money GROSS = Money.inr(353_882);
  static final Period NOVEMBER = month(0);
  static final Period DECEMBER = month(1);
  static final Payment FIRST = payment("pay_1");
  static final Payment SECOND = payment("pay_2");

  private Story() {}

  static Period month(int number) {
    return new Period(days(30 * number), days(30 * number + 30));
  }

  static Instant days(int days) {
    return T0.plus(Duration.ofDays(days));
  }

  static Payment payment(String id) {
    return Payment.of("razorpay", id, GROSS, "card");
  }

  static SubscriptionEvent[] active() {
    return new SubscriptionEvent[] {
      new SubscriptionCreated(STARTER, T0),
      new SubscriptionActivated(STARTER, NOVEMBER, STARTER.price(), FIRST.id(), T0),
      new PaymentCaptured(FIRST, NOVEMBER, T0)
    };
  }

  static Capture capture(Payment payment, Period period) {
    return new Capture(payment, period, period.start());
  }

  static Fail fail(Payment payment, Instant at) {
    return new Fail(payment, DECEMBER, "card_declined", at, at);
  }
}
