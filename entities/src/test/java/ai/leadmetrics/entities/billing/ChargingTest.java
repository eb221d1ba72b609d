package ai.leadmetrics.entities.billing;

import static ai.leadmetrics.entities.billing.Story.DECEMBER;
import static ai.leadmetrics.entities.billing.Story.FIRST;
import static ai.leadmetrics.entities.billing.Story.GROSS;
import static ai.leadmetrics.entities.billing.Story.SECOND;
import static ai.leadmetrics.entities.billing.Story.STARTER;
import static ai.leadmetrics.entities.billing.Story.active;
import static ai.leadmetrics.entities.billing.Story.capture;
import static ai.leadmetrics.entities.billing.Story.days;
import static ai.leadmetrics.entities.kit.Given.given;
import static ai.leadmetrics.protocol.billing.Charging.ENDED;
import static ai.leadmetrics.protocol.billing.Charging.ON;
import static ai.leadmetrics.protocol.billing.Charging.PAUSED;
import static ai.leadmetrics.protocol.billing.Charging.PAUSED_BY_CUSTOMER;
import static ai.leadmetrics.protocol.billing.Charging.STOPPED;

import ai.leadmetrics.entities.kit.Given;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.Payment;
import ai.leadmetrics.protocol.billing.PaymentError;
import ai.leadmetrics.protocol.billing.SubscriptionCommand;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.CancelAtEnd;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Capture;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.EndPeriod;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.NoteCharging;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Resume;
import ai.leadmetrics.protocol.billing.SubscriptionEvent;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.ChargingChanged;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DunningStarted;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.ForeignPaymentReceived;
import ai.leadmetrics.protocol.billing.SubscriptionStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whether the gateway continues to charge: razorpay/razorpay-opencart#82, razorpay-woocommerce#391.
 */
class ChargingTest {
  private static Given<SubscriptionCommand, SubscriptionEvent, SubscriptionState> running() {
    return given(new Subscription(), active());
  }

  @Test
  void aPauseByTheCustomerIsTold() {
    running()
        .when(new NoteCharging(PAUSED_BY_CUSTOMER, days(3)))
        .then(new ChargingChanged(STARTER, ON, PAUSED_BY_CUSTOMER, true, days(30), days(3)))
        .state(s -> s.charging() == PAUSED_BY_CUSTOMER && s.status() == SubscriptionStatus.ACTIVE);
  }

  @Test
  void theLaterReportCountsInAnyOrder() {
    var pause = new NoteCharging(PAUSED, days(3));
    var resume = new NoteCharging(ON, days(4));
    running().after(pause).when(resume).state(s -> s.charging() == ON);
    running().after(resume).when(pause).thenNothing().state(s -> s.charging() == ON);
    running().after(pause).when(pause).thenNothing();
  }

  @Test
  void whatIsChargedLaterWasResumed() {
    var stopped = new NoteCharging(STOPPED, days(29));
    running().after(stopped).when(capture(SECOND, DECEMBER)).state(s -> s.charging() == ON);
    running()
        .after(capture(SECOND, DECEMBER))
        .when(stopped)
        .then(new ChargingChanged(STARTER, ON, STOPPED, false, days(60), days(29)))
        .state(s -> s.charging() == ON);
  }

  @Test
  void afterAPausedPeriodTheNextIsAskedFor() {
    var paused = running().after(new NoteCharging(PAUSED_BY_CUSTOMER, days(3)));
    paused.when(new EndPeriod(GROSS, days(29))).thenNothing();
    paused.when(new EndPeriod(GROSS, days(32))).then(new DunningStarted(STARTER, GROSS, days(32)));
    running().when(new EndPeriod(GROSS, days(32))).thenNothing();
  }

  @Test
  void whatTheBankEndedCannotBeResumed() {
    running()
        .after(new NoteCharging(ENDED, days(3)))
        .after(new CancelAtEnd("gateway_cancelled_by_customer", days(3)))
        .when(new Resume(days(4)))
        .thenRefused(PaymentError.CHARGING_ENDED);
    running()
        .after(new NoteCharging(ENDED, days(3)))
        .when(new NoteCharging(ON, days(4)))
        .thenNothing();
  }

  /** A month charged before the end, and told of after it, is a month like any other. */
  @Test
  void aChargeToldAfterTheEndIsNotASurplus() {
    var charge = new Capture(SECOND, DECEMBER, days(30));
    var end = new NoteCharging(ENDED, days(33));
    var cancel = new CancelAtEnd("gateway_cancelled", days(33));
    for (var story :
        List.of(
            running().after(charge).after(end).after(cancel),
            running().after(end).after(cancel).after(charge),
            running().after(end).after(charge).after(cancel))) {
      story
          .when(charge)
          .thenNothing()
          .state(
              s ->
                  s.status() == SubscriptionStatus.CANCELLED_AT_END && DECEMBER.equals(s.period()));
    }
  }

  /** razorpay/razorpay-python#248. */
  @Test
  void anotherCurrencyPaysForNothing() {
    var dollars = Payment.of("razorpay", "pay_usd", new Money(4_200, "USD"), "card");
    running()
        .when(new Capture(dollars, DECEMBER, days(30)))
        .then(new ForeignPaymentReceived(STARTER, dollars, "INR", days(30)))
        .state(s -> s.period() != null && s.period().equals(Story.NOVEMBER));
    running()
        .after(new Capture(dollars, DECEMBER, days(30)))
        .when(new Capture(dollars, DECEMBER, days(31)))
        .thenNothing();
    running().when(new Capture(FIRST, DECEMBER, days(30))).thenNothing();
  }
}
