package ai.leadmetrics.entities.billing;

import static ai.leadmetrics.entities.billing.Story.DECEMBER;
import static ai.leadmetrics.entities.billing.Story.FIRST;
import static ai.leadmetrics.entities.billing.Story.GROSS;
import static ai.leadmetrics.entities.billing.Story.NOVEMBER;
import static ai.leadmetrics.entities.billing.Story.SECOND;
import static ai.leadmetrics.entities.billing.Story.STARTER;
import static ai.leadmetrics.entities.billing.Story.T0;
import static ai.leadmetrics.entities.billing.Story.days;
import static ai.leadmetrics.entities.billing.Story.fail;
import static ai.leadmetrics.entities.billing.Story.payment;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.entities.kit.Decision;
import ai.leadmetrics.protocol.billing.Charging;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Payment;
import ai.leadmetrics.protocol.billing.Period;
import ai.leadmetrics.protocol.billing.Purchase.TopUp;
import ai.leadmetrics.protocol.billing.PurchaseCommand;
import ai.leadmetrics.protocol.billing.PurchaseCommand.GiveBack;
import ai.leadmetrics.protocol.billing.PurchaseCommand.Miss;
import ai.leadmetrics.protocol.billing.PurchaseCommand.Open;
import ai.leadmetrics.protocol.billing.PurchaseCommand.Settle;
import ai.leadmetrics.protocol.billing.PurchaseEvent;
import ai.leadmetrics.protocol.billing.SubscriptionCommand;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.CancelAtEnd;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Capture;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Create;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.NoteCharging;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Refund;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.RevokeRefund;
import ai.leadmetrics.protocol.billing.SubscriptionEvent;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.ForeignPaymentReceived;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentCaptured;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentRefundRevoked;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentRefunded;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SurplusReceived;
import ai.leadmetrics.protocol.billing.SubscriptionStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Gateways repeat their reports and send them in any order: the end is the same. */
class ReportOrdersTest {
  private static final Money HALF = Money.inr(100_000);
  private static final Payment DOLLARS =
      Payment.of("razorpay", "pay_usd", new Money(4_200, "USD"), "card");

  /** Where a subscription ended, and what money it counts. */
  private record Outcome(
      @Nullable SubscriptionStatus status,
      @Nullable Period period,
      Charging charging,
      long captured,
      long surplus,
      long foreign,
      long back) {}

  private static List<SubscriptionCommand> reports(boolean ends) {
    var all =
        new ArrayList<SubscriptionCommand>(
            List.of(
                new Capture(SECOND, DECEMBER, days(31)),
                new Capture(payment("pay_twice"), DECEMBER, days(31)),
                new Capture(DOLLARS, DECEMBER, days(31)),
                fail(payment("pay_failed"), days(30)),
                new NoteCharging(Charging.STOPPED, days(30)),
                new NoteCharging(Charging.PAUSED_BY_CUSTOMER, days(33)),
                new NoteCharging(Charging.ON, days(34)),
                new NoteCharging(Charging.PAUSED, days(34)),
                new Refund(FIRST.id(), "rfnd_1", HALF, false, days(5)),
                new Refund(FIRST.id(), "rfnd_2", HALF, false, days(6)),
                new RevokeRefund(FIRST.id(), "rfnd_2", HALF, days(7)),
                new Refund(SECOND.id(), "disp_1", GROSS, true, days(40)),
                new RevokeRefund(SECOND.id(), "disp_1", GROSS, days(45))));
    if (ends) {
      all.add(new NoteCharging(Charging.ENDED, days(50)));
    }
    return all;
  }

  private static Outcome play(List<SubscriptionCommand> commands) {
    var rules = new Subscription();
    var state = rules.initial();
    long captured = 0;
    long surplus = 0;
    long foreign = 0;
    long back = 0;
    var all = new ArrayList<SubscriptionCommand>();
    all.add(new Create(STARTER, T0));
    all.add(new Capture(FIRST, NOVEMBER, T0));
    all.addAll(commands);
    for (var command : all) {
      for (var event : accepted(rules.decide(state, command))) {
        state = rules.evolve(state, event);
        switch (event) {
          case PaymentCaptured(var payment, _, _) -> captured += payment.amount().minor();
          case SurplusReceived(var payment, _) -> surplus += payment.amount().minor();
          case ForeignPaymentReceived(_, var payment, _, _) -> foreign += payment.amount().minor();
          case PaymentRefunded(_, _, var amount, _, _) -> back += amount.minor();
          // Told of before its refund, it takes back what comes later.
          case PaymentRefundRevoked(_, var refund, var amount, _) ->
              back -= state.payments().contains(refund) ? amount.minor() : 0;
          case SubscriptionEvent _ -> {}
        }
      }
    }
    return new Outcome(
        state.status(), state.period(), state.charging(), captured, surplus, foreign, back);
  }

  private static <E> List<E> accepted(Decision<E> decision) {
    return decision instanceof Decision.Accepted<E>(var events) ? events : List.of();
  }

  /** Shuffled, and some of them told again. */
  private static <C> List<C> shuffled(List<C> reports, long seed) {
    var random = new Random(seed);
    var all = new ArrayList<>(reports);
    for (int i = 0; i < reports.size(); i++) {
      all.add(reports.get(random.nextInt(reports.size())));
    }
    Collections.shuffle(all, random);
    return all;
  }

  @Property(tries = 500)
  void aSubscriptionEndsTheSame(@ForAll long seed) {
    assertThat(play(shuffled(reports(false), seed)))
        .isEqualTo(
            new Outcome(
                SubscriptionStatus.ACTIVE,
                DECEMBER,
                Charging.PAUSED,
                2 * GROSS.minor(),
                GROSS.minor(),
                4_200,
                HALF.minor()));
  }

  /** The end is told of at any place among the others: the month charged before it counts. */
  @Property(tries = 500)
  void anEndedOneEndsTheSame(@ForAll long seed) {
    var told = new ArrayList<SubscriptionCommand>();
    for (var report : shuffled(reports(true), seed)) {
      told.add(report);
      if (report instanceof NoteCharging(var charging, var at) && charging == Charging.ENDED) {
        told.add(new CancelAtEnd("gateway_cancelled", at));
      }
    }
    var end = play(told);
    assertThat(end.charging()).isEqualTo(Charging.ENDED);
    assertThat(end.status()).isEqualTo(SubscriptionStatus.CANCELLED_AT_END);
    assertThat(end.period()).isEqualTo(DECEMBER);
    assertThat(end.captured()).isEqualTo(2 * GROSS.minor());
    assertThat(end.surplus()).isEqualTo(GROSS.minor());
    assertThat(end.back()).isEqualTo(HALF.minor());
  }

  @Property(tries = 300)
  void aPurchaseEndsTheSame(@ForAll long seed) {
    var rules = new Purchases();
    var state = rules.initial();
    var reports =
        List.<PurchaseCommand>of(
            new Settle(FIRST, days(1)),
            new Settle(SECOND, days(1)),
            new Settle(DOLLARS, days(1)),
            new Miss(payment("pay_failed"), "The card was declined", T0),
            new GiveBack(SECOND.id(), "rfnd_1", GROSS, false, days(2)),
            new GiveBack(FIRST.id(), "disp_1", GROSS, true, days(3)),
            new PurchaseCommand.RevokeRefund(FIRST.id(), "disp_1", GROSS, days(4)));
    var all = new ArrayList<PurchaseCommand>();
    all.add(new Open(new TopUp(1_000), STARTER.price(), GROSS, null, T0));
    all.addAll(shuffled(reports, seed));
    int paid = 0;
    int over = 0;
    long back = 0;
    for (var command : all) {
      for (var event : accepted(rules.decide(state, command))) {
        state = rules.evolve(state, event);
        switch (event) {
          case PurchaseEvent.PurchasePaid _ -> paid++;
          case PurchaseEvent.PurchaseOverpaid _ -> over++;
          case PurchaseEvent.PurchaseRefunded(_, _, _, var amount, _, _) -> back += amount.minor();
          case PurchaseEvent.PurchaseRefundRevoked(_, var refund, var amount, _) ->
              back -= state.seen().contains(refund) ? amount.minor() : 0;
          case PurchaseEvent _ -> {}
        }
      }
    }
    assertThat(paid).isEqualTo(1);
    assertThat(over).isEqualTo(1);
    assertThat(back).isEqualTo(GROSS.minor());
  }
}
