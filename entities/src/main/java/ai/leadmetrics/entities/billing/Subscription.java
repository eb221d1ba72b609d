package ai.leadmetrics.entities.billing;

import static ai.leadmetrics.entities.kit.Decision.accepted;
import static ai.leadmetrics.entities.kit.Decision.rejected;
import static ai.leadmetrics.protocol.billing.SubscriptionStatus.ACTIVE;
import static ai.leadmetrics.protocol.billing.SubscriptionStatus.CANCELLED;
import static ai.leadmetrics.protocol.billing.SubscriptionStatus.CANCELLED_AT_END;
import static ai.leadmetrics.protocol.billing.SubscriptionStatus.EXPIRED;
import static ai.leadmetrics.protocol.billing.SubscriptionStatus.HALTED;
import static ai.leadmetrics.protocol.billing.SubscriptionStatus.PAST_DUE;
import static ai.leadmetrics.protocol.billing.SubscriptionStatus.PENDING;

import ai.leadmetrics.entities.kit.Aggregate;
import ai.leadmetrics.entities.kit.Decision;
import ai.leadmetrics.protocol.billing.Charging;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.PaymentError;
import ai.leadmetrics.protocol.billing.SubscriptionCommand;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.CancelAtEnd;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.CancelNow;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Capture;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Create;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.EndPeriod;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Expire;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Fail;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Link;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.NoteCharging;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Refund;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Resume;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.RevokeRefund;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.ScheduleDowngrade;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.StepDunning;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Upgrade;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.WithdrawDowngrade;
import ai.leadmetrics.protocol.billing.SubscriptionEvent;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.CancellationScheduled;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.CancellationWithdrawn;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.ChargingChanged;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DowngradeScheduled;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DowngradeWithdrawn;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DunningEnded;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DunningStarted;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DunningStepTaken;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.ForeignPaymentReceived;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentCaptured;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentFailed;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentRefundRevoked;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentRefunded;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionActivated;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionCancelled;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionCreated;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionDowngraded;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionExpired;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionHalted;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionLinked;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionRenewed;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionUpgraded;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SurplusReceived;
import ai.leadmetrics.protocol.billing.Terms;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's subscription to a plan. Reports of the gateway come late, twice and in any order: what
 * counts is the payment's id, the period it covers and the gateway's own time.
 */
public final class Subscription
    implements Aggregate<SubscriptionCommand, SubscriptionEvent, SubscriptionState> {
  @Override
  public String name() {
    return "Subscription";
  }

  @Override
  public String context() {
    return "billing";
  }

  @Override
  public boolean outlivesTenants() {
    return true;
  }

  @Override
  public Class<SubscriptionCommand> commands() {
    return SubscriptionCommand.class;
  }

  @Override
  public Class<SubscriptionEvent> events() {
    return SubscriptionEvent.class;
  }

  @Override
  public Class<SubscriptionState> states() {
    return SubscriptionState.class;
  }

  @Override
  public SubscriptionState initial() {
    return SubscriptionState.NONE;
  }

  @Override
  public Decision<SubscriptionEvent> decide(SubscriptionState state, SubscriptionCommand command) {
    var terms = state.terms();
    if (terms == null) {
      return command instanceof Create(var wanted, var at)
          ? accepted(new SubscriptionCreated(wanted, at))
          : rejected(PaymentError.SUBSCRIPTION_NOT_FOUND);
    }
    return switch (command) {
      case Create _ when state.status() == CANCELLED || state.status() == EXPIRED ->
          rejected(PaymentError.SUBSCRIPTION_OVER);
      case Create(var wanted, _) ->
          state.status() == PENDING && wanted.equals(terms)
              ? accepted()
              : rejected(PaymentError.SUBSCRIPTION_EXISTS);
      case Link(var gateway, var id) ->
          id.equals(state.gatewayId()) ? accepted() : accepted(new SubscriptionLinked(gateway, id));
      case Capture capture -> Collecting.capture(state, terms, capture);
      case Fail fail -> Collecting.fail(state, terms, fail);
      case Refund refund -> Collecting.refund(state, refund);
      case RevokeRefund(var payment, var refund, var amount, var at) ->
          state.knows(Collecting.revoked(refund))
              ? accepted()
              : accepted(new PaymentRefundRevoked(payment, refund, amount, at));
      case NoteCharging(var charging, var at) -> Collecting.note(state, terms, charging, at);
      case Upgrade upgrade -> upgrade(state, terms, upgrade);
      case ScheduleDowngrade(var to, var at) -> downgrade(state, terms, to, at);
      case WithdrawDowngrade(var at) ->
          state.next() == null ? accepted() : accepted(new DowngradeWithdrawn(terms, at));
      case CancelAtEnd(var reason, var at) -> cancelAtEnd(state, terms, reason, at);
      case CancelNow(var reason, var at) -> cancelNow(state, terms, reason, at);
      case Resume(var at) -> resume(state, terms, at);
      case EndPeriod(var due, var at) -> endPeriod(state, terms, due, at);
      case StepDunning(var day, var at) -> Collecting.step(state, terms, day, at);
      case Expire(var at) ->
          state.status() == PENDING ? accepted(new SubscriptionExpired(terms, at)) : accepted();
    };
  }

  /** A period ends unpaid because the gateway stopped charging: handled like a failed charge. */
  private static Decision<SubscriptionEvent> endPeriod(
      SubscriptionState state, Terms terms, @Nullable Money due, Instant at) {
    if (!hasEnded(state, at)) {
      return accepted();
    }
    if (state.status() == CANCELLED_AT_END) {
      return accepted(new SubscriptionCancelled(terms, "period_end", at));
    }
    return state.status() == ACTIVE && due != null && state.charging() != Charging.ON
        ? accepted(new DunningStarted(terms, due, at))
        : accepted();
  }

  private static Decision<SubscriptionEvent> upgrade(
      SubscriptionState state, Terms terms, Upgrade upgrade) {
    var period = state.period();
    if (state.knows(upgrade.payment())) {
      return accepted();
    }
    if (state.status() != ACTIVE || period == null) {
      return rejected(standing(state));
    }
    // The price was that of the rest of one period of one plan: it buys nothing else.
    if (!upgrade.period().start().equals(period.start()) || !upgrade.at().isBefore(period.end())) {
      return rejected(PaymentError.PERIOD_OVER);
    }
    if (!upgrade.before().equals(terms)) {
      return rejected(PaymentError.PLAN_DIFFERS);
    }
    return upgrade.terms().price().minor() > terms.price().minor()
        ? accepted(
            new SubscriptionUpgraded(
                terms, upgrade.terms(), period, upgrade.net(), upgrade.payment(), upgrade.at()))
        : rejected(PaymentError.NOT_AN_UPGRADE);
  }

  private static Decision<SubscriptionEvent> downgrade(
      SubscriptionState state, Terms terms, Terms to, Instant at) {
    var period = state.period();
    if (to.equals(state.next())) {
      return accepted();
    }
    if (state.status() != ACTIVE || period == null) {
      return rejected(standing(state));
    }
    return to.price().minor() > terms.price().minor()
        ? rejected(PaymentError.NOT_A_DOWNGRADE)
        : accepted(new DowngradeScheduled(terms, to, period.end(), at));
  }

  private static Decision<SubscriptionEvent> cancelAtEnd(
      SubscriptionState state, Terms terms, String reason, Instant at) {
    var period = state.period();
    if (state.status() == CANCELLED_AT_END) {
      return accepted();
    }
    // What is not paid for has no period left to wait for.
    return state.status() == ACTIVE && period != null && !hasEnded(state, at)
        ? accepted(new CancellationScheduled(terms, reason, period.end(), at))
        : cancelNow(state, terms, reason, at);
  }

  private static Decision<SubscriptionEvent> cancelNow(
      SubscriptionState state, Terms terms, String reason, Instant at) {
    return switch (Objects.requireNonNull(state.status())) {
      case CANCELLED, EXPIRED -> accepted();
      case PENDING -> accepted(new SubscriptionExpired(terms, at));
      case ACTIVE, PAST_DUE, HALTED, CANCELLED_AT_END ->
          accepted(new SubscriptionCancelled(terms, reason, at));
    };
  }

  private static Decision<SubscriptionEvent> resume(
      SubscriptionState state, Terms terms, Instant at) {
    if (state.status() == ACTIVE) {
      return accepted();
    }
    if (state.charging() == Charging.ENDED) {
      return rejected(PaymentError.CHARGING_ENDED);
    }
    return state.status() == CANCELLED_AT_END && !hasEnded(state, at)
        ? accepted(new CancellationWithdrawn(terms, at))
        : rejected(PaymentError.NOTHING_TO_RESUME);
  }

  private static boolean hasEnded(SubscriptionState state, Instant at) {
    var period = state.period();
    return period == null || !at.isBefore(period.end());
  }

  /** Why a plan cannot be changed now. */
  private static PaymentError standing(SubscriptionState state) {
    return switch (Objects.requireNonNull(state.status())) {
      case CANCELLED, EXPIRED -> PaymentError.SUBSCRIPTION_OVER;
      case CANCELLED_AT_END -> PaymentError.SUBSCRIPTION_ENDING;
      case PENDING, ACTIVE, PAST_DUE, HALTED -> PaymentError.SUBSCRIPTION_UNPAID;
    };
  }

  @Override
  public SubscriptionState evolve(SubscriptionState state, SubscriptionEvent event) {
    return switch (event) {
      case SubscriptionCreated(var terms, _) -> state.buying(terms).as(PENDING);
      case SubscriptionLinked(_, var id) -> state.linked(id);
      case SubscriptionActivated(var terms, var period, _, _, _) ->
          state.buying(terms).paid(period).as(ACTIVE);
      case SubscriptionRenewed(var terms, var period, _, _, _) ->
          state.buying(terms).paid(period).as(ACTIVE);
      case SubscriptionUpgraded(_, var terms, _, _, var payment, _) ->
          state.buying(terms).seen(payment);
      case DowngradeScheduled(_, var to, _, _) -> state.then(to);
      case DowngradeWithdrawn _ -> state.then(null);
      case SubscriptionDowngraded(_, var to, _, _) -> state.buying(to);
      case CancellationScheduled _ -> state.then(null).as(CANCELLED_AT_END);
      case CancellationWithdrawn _ -> state.as(ACTIVE);
      case SubscriptionCancelled(_, _, var at) -> state.ended(at);
      case SubscriptionExpired _ -> state.as(EXPIRED);
      case PaymentCaptured(var payment, var period, var at) ->
          state.seen(payment.id()).seen(Collecting.covered(period)).collected(at);
      case SurplusReceived(var payment, _) -> state.seen(payment.id());
      case ForeignPaymentReceived(_, var payment, _, _) -> state.seen(payment.id());
      case PaymentFailed(_, var payment, _, _, _) -> state.seen(Collecting.failed(payment));
      case PaymentRefunded(_, var refund, _, _, _) -> state.seen(refund);
      case PaymentRefundRevoked(_, var refund, _, _) -> state.seen(Collecting.revoked(refund));
      case ChargingChanged(_, _, var charging, var due, _, var at) ->
          state.reported(new SubscriptionState.Report(charging, at, due));
      case DunningStarted(_, var amount, var since) ->
          state.owing(new SubscriptionState.Dunning(since, amount, 0)).as(PAST_DUE);
      case DunningStepTaken(var day, _, _, _) -> Collecting.stepped(state, day);
      case SubscriptionHalted _ -> state.as(HALTED);
      case DunningEnded _ -> state.owing(null).as(ACTIVE);
    };
  }
}
