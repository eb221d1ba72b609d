package ai.leadmetrics.entities.billing;

import static ai.leadmetrics.entities.billing.Story.DECEMBER;
import static ai.leadmetrics.entities.billing.Story.FIRST;
import static ai.leadmetrics.entities.billing.Story.GROSS;
import static ai.leadmetrics.entities.billing.Story.NOVEMBER;
import static ai.leadmetrics.entities.billing.Story.SECOND;
import static ai.leadmetrics.entities.billing.Story.STARTER;
import static ai.leadmetrics.entities.billing.Story.T0;
import static ai.leadmetrics.entities.billing.Story.active;
import static ai.leadmetrics.entities.billing.Story.capture;
import static ai.leadmetrics.entities.billing.Story.days;
import static ai.leadmetrics.entities.billing.Story.fail;
import static ai.leadmetrics.entities.kit.Given.given;
import static ai.leadmetrics.protocol.billing.SubscriptionStatus.ACTIVE;
import static ai.leadmetrics.protocol.billing.SubscriptionStatus.HALTED;
import static ai.leadmetrics.protocol.billing.SubscriptionStatus.PAST_DUE;
import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.entities.kit.Given;
import ai.leadmetrics.protocol.billing.SubscriptionCommand;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.CancelAtEnd;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Fail;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.StepDunning;
import ai.leadmetrics.protocol.billing.SubscriptionEvent;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DunningEnded;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DunningStarted;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DunningStepTaken;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentCaptured;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentFailed;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionCancelled;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionCreated;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionHalted;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionRenewed;
import org.junit.jupiter.api.Test;

class DunningTest {
  private static final PaymentFailed FAILED =
      new PaymentFailed(STARTER, SECOND, DECEMBER, "card_declined", days(30));

  private static Given<SubscriptionCommand, SubscriptionEvent, SubscriptionState> owing() {
    return given(new Subscription(), active()).after(fail(SECOND, days(30)));
  }

  @Test
  void theFirstFailureStartsItTheNextDoNot() {
    given(new Subscription(), active())
        .when(fail(SECOND, days(30)))
        .then(FAILED, new DunningStarted(STARTER, GROSS, days(30)))
        .state(state -> state.status() == PAST_DUE);
    owing().when(fail(SECOND, days(30))).thenNothing();
    owing().when(fail(Story.payment("pay_3"), days(31))).thenTypes(PaymentFailed.class);
  }

  @Test
  void aFailureBeforeTheFirstPaymentOwesNothing() {
    given(new Subscription(), new SubscriptionCreated(STARTER, T0))
        .when(fail(FIRST, T0))
        .thenTypes(PaymentFailed.class);
  }

  @Test
  void aFailureToldAfterTheSuccessIsNoNews() {
    var renewed = given(new Subscription(), active()).after(capture(SECOND, DECEMBER));
    renewed.when(fail(Story.payment("pay_0"), days(30))).thenNothing();
    renewed
        .when(new Fail(Story.payment("pay_0"), NOVEMBER, "declined", days(40), days(40)))
        .thenNothing();
    renewed.when(new Fail(SECOND, null, "declined", days(31), days(31))).thenNothing();
  }

  @Test
  void stepsFollowTheDaysAndEndInAFreeze() {
    owing().when(new StepDunning(1, days(30))).thenNothing();
    owing().when(new StepDunning(2, days(40))).thenNothing();
    owing()
        .when(new StepDunning(1, days(31)))
        .then(new DunningStepTaken(1, STARTER, GROSS, days(31)));
    var stepped =
        owing()
            .after(new StepDunning(1, days(31)))
            .after(new StepDunning(3, days(33)))
            .after(new StepDunning(7, days(37)));
    stepped.when(new StepDunning(7, days(37))).thenNothing();
    stepped.when(new StepDunning(3, days(38))).thenNothing();
    stepped
        .when(new StepDunning(14, days(44)))
        .then(
            new DunningStepTaken(14, STARTER, GROSS, days(44)),
            new SubscriptionHalted(STARTER, GROSS, days(44)))
        .state(state -> state.status() == HALTED);
  }

  @Test
  void payingEndsItAtAnyTime() {
    owing()
        .when(capture(SECOND, DECEMBER))
        .then(
            new SubscriptionRenewed(STARTER, DECEMBER, STARTER.price(), SECOND.id(), days(30)),
            new PaymentCaptured(SECOND, DECEMBER, days(30)),
            new DunningEnded(STARTER, false, days(30)))
        .state(state -> state.status() == ACTIVE && state.dunning() == null);
    var halted = owing().after(new StepDunning(14, days(44)));
    halted
        .when(capture(SECOND, DECEMBER))
        .satisfying(
            events -> assertThat(events).endsWith(new DunningEnded(STARTER, true, days(30))));
    owing().after(capture(SECOND, DECEMBER)).when(new StepDunning(1, days(45))).thenNothing();
  }

  @Test
  void whoCancelsWhileOwingIsOutAtOnce() {
    owing()
        .when(new CancelAtEnd("too_dear", days(32)))
        .then(new SubscriptionCancelled(STARTER, "too_dear", days(32)))
        .state(state -> state.dunning() == null);
  }
}
