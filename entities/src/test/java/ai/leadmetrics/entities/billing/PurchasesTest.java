package ai.leadmetrics.entities.billing;

import static ai.leadmetrics.entities.billing.Story.FIRST;
import static ai.leadmetrics.entities.billing.Story.GROSS;
import static ai.leadmetrics.entities.billing.Story.SECOND;
import static ai.leadmetrics.entities.billing.Story.T0;
import static ai.leadmetrics.entities.billing.Story.days;
import static ai.leadmetrics.entities.kit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.leadmetrics.entities.kit.Given;
import ai.leadmetrics.protocol.billing.BillingParty;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Payment;
import ai.leadmetrics.protocol.billing.PaymentError;
import ai.leadmetrics.protocol.billing.Purchase.TopUp;
import ai.leadmetrics.protocol.billing.PurchaseCommand;
import ai.leadmetrics.protocol.billing.PurchaseCommand.GiveBack;
import ai.leadmetrics.protocol.billing.PurchaseCommand.LinkOrder;
import ai.leadmetrics.protocol.billing.PurchaseCommand.Miss;
import ai.leadmetrics.protocol.billing.PurchaseCommand.Open;
import ai.leadmetrics.protocol.billing.PurchaseCommand.Settle;
import ai.leadmetrics.protocol.billing.PurchaseEvent;
import ai.leadmetrics.protocol.billing.PurchaseEvent.OrderLinked;
import ai.leadmetrics.protocol.billing.PurchaseEvent.PurchaseAttemptFailed;
import ai.leadmetrics.protocol.billing.PurchaseEvent.PurchaseMispaid;
import ai.leadmetrics.protocol.billing.PurchaseEvent.PurchaseOpened;
import ai.leadmetrics.protocol.billing.PurchaseEvent.PurchaseOverpaid;
import ai.leadmetrics.protocol.billing.PurchaseEvent.PurchasePaid;
import ai.leadmetrics.protocol.billing.PurchaseEvent.PurchaseRefunded;
import ai.leadmetrics.protocol.billing.Sale;
import java.util.List;
import org.junit.jupiter.api.Test;

class PurchasesTest {
  private static final Money NET = Money.inr(299_900);
  private static final TopUp CREDITS = new TopUp(1_000);
  private static final BillingParty PARTY =
      new BillingParty("Lotus House", "Street 1", "IN", "32", null, null, false);
  private static final Sale SALE = new Sale(PARTY, null, PARTY, "998314", 1_800, false);

  private static Given<PurchaseCommand, PurchaseEvent, Purchases.State> opened() {
    return given(new Purchases(), new PurchaseOpened(CREDITS, NET, GROSS, SALE, T0));
  }

  @Test
  void opensAndLinksOnce() {
    given(new Purchases())
        .when(new Open(CREDITS, NET, GROSS, SALE, T0))
        .then(new PurchaseOpened(CREDITS, NET, GROSS, SALE, T0));
    opened().when(new Open(CREDITS, NET, GROSS, SALE, T0)).thenNothing();
    opened().when(new LinkOrder("razorpay", "order_1")).thenTypes(OrderLinked.class);
    opened()
        .after(new LinkOrder("razorpay", "order_1"))
        .when(new LinkOrder("razorpay", "order_1"))
        .thenNothing();
    given(new Purchases()).when(new Settle(FIRST, T0)).thenRefused(PaymentError.PURCHASE_NOT_FOUND);
  }

  @Test
  void isPaidOnceAndASecondPaymentIsNoticed() {
    opened().when(new Settle(FIRST, T0)).then(new PurchasePaid(CREDITS, NET, SALE, FIRST, T0));
    var paid = opened().after(new Settle(FIRST, T0));
    paid.when(new Settle(FIRST, days(1))).thenNothing();
    paid.when(new Settle(SECOND, days(1))).then(new PurchaseOverpaid(SECOND, days(1)));
    paid.after(new Settle(SECOND, days(1))).when(new Settle(SECOND, days(2))).thenNothing();
  }

  @Test
  void anotherAmountThanAskedForBuysNothing() {
    var cheap = Payment.of("razorpay", "pay_cheap", Money.inr(100), "card");
    var foreign = Payment.of("razorpay", "pay_usd", new Money(GROSS.minor(), "USD"), "card");
    for (var payment : List.of(cheap, foreign)) {
      opened().when(new Settle(payment, T0)).then(new PurchaseMispaid(payment, GROSS, T0));
      opened().after(new Settle(payment, T0)).when(new Settle(payment, days(1))).thenNothing();
      opened()
          .after(new Settle(payment, T0))
          .when(new Settle(FIRST, T0))
          .then(new PurchasePaid(CREDITS, NET, SALE, FIRST, T0));
    }
  }

  @Test
  void aFailedAttemptLeavesItOpen() {
    var missed = opened().after(new Miss(FIRST, "declined", T0));
    opened().when(new Miss(FIRST, "declined", T0)).thenTypes(PurchaseAttemptFailed.class);
    missed.when(new Miss(FIRST, "declined", T0)).thenNothing();
    missed.when(new Settle(FIRST, T0)).thenTypes(PurchasePaid.class);
    opened().after(new Settle(FIRST, T0)).when(new Miss(FIRST, "late", T0)).thenNothing();
  }

  @Test
  void isGivenBackOnce() {
    var paid = opened().after(new Settle(FIRST, T0));
    var back = new GiveBack(FIRST.id(), "rfnd_1", GROSS, false, days(1));
    paid.when(back)
        .then(new PurchaseRefunded(CREDITS, FIRST.id(), "rfnd_1", GROSS, false, days(1)));
    paid.after(back).when(back).thenNothing();
  }

  @Test
  void costsSomethingAndStaysSmall() {
    assertThatThrownBy(() -> new Open(CREDITS, Money.inr(0), Money.inr(0), SALE, T0))
        .isInstanceOf(IllegalArgumentException.class);
    var told = opened();
    for (int i = 0; i < 100; i++) {
      told = told.after(new Miss(Story.payment("pay_m" + i), "declined", T0));
    }
    assertThat(told.state().seen()).hasSize(Purchases.SEEN);
  }
}
