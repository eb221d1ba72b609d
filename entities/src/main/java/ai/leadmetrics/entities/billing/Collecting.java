package ai.leadmetrics.entities.billing;

import static ai.leadmetrics.entities.kit.Decision.accepted;

import ai.leadmetrics.entities.kit.Decision;
import ai.leadmetrics.protocol.billing.Charging;
import ai.leadmetrics.protocol.billing.Payment;
import ai.leadmetrics.protocol.billing.Period;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Capture;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Fail;
import ai.leadmetrics.protocol.billing.SubscriptionCommand.Refund;
import ai.leadmetrics.protocol.billing.SubscriptionEvent;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.CancellationScheduled;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.ChargingChanged;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DunningEnded;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DunningStarted;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.DunningStepTaken;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.ForeignPaymentReceived;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentCaptured;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentFailed;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentRefundRevoked;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.PaymentRefunded;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionActivated;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionDowngraded;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionHalted;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SubscriptionRenewed;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.SurplusReceived;
import ai.leadmetrics.protocol.billing.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What the money that comes, or does not come, means for a subscription. */
final class Collecting {
  /** Days after the first failure on which the tenant is told again; after the last it freezes. */
  static final List<Integer> DAYS = List.of(1, 3, 7, 14);

  private Collecting() {}

  static Decision<SubscriptionEvent> capture(
      SubscriptionState state, Terms terms, Capture capture) {
    var payment = capture.payment();
    var at = capture.at();
    if (state.knows(payment.id())) {
      return accepted();
    }
    var currency = terms.price().currency();
    if (!payment.amount().currency().equals(currency)) {
      return accepted(new ForeignPaymentReceived(terms, payment, currency, at));
    }
    var covers = capture.period();
    return switch (Objects.requireNonNull(state.status())) {
      case PENDING ->
          accepted(
              new SubscriptionActivated(terms, covers, terms.price(), payment.id(), at),
              new PaymentCaptured(payment, covers, at));
      case ACTIVE, PAST_DUE, HALTED -> {
        if (state.knows(covered(covers))) {
          yield accepted(new SurplusReceived(payment, at));
        }
        yield isNext(state, covers)
            ? renew(state, terms, capture, covers)
            : accepted(new PaymentCaptured(payment, covers, at));
      }
      case CANCELLED_AT_END, CANCELLED -> chargedBeforeTheEnd(state, terms, capture);
      case EXPIRED -> accepted(new SurplusReceived(payment, at));
    };
  }

  /** The gateway charged, ended the subscription, and told of the end first. */
  private static Decision<SubscriptionEvent> chargedBeforeTheEnd(
      SubscriptionState state, Terms terms, Capture capture) {
    var covers = capture.period();
    var report = state.report();
    if (report == null || !report.endedAfter(capture.at()) || state.knows(covered(covers))) {
      return accepted(new SurplusReceived(capture.payment(), capture.at()));
    }
    if (!isNext(state, covers)) {
      return accepted(new PaymentCaptured(capture.payment(), covers, capture.at()));
    }
    return accepted(
        new SubscriptionRenewed(terms, covers, terms.price(), capture.payment().id(), capture.at()),
        new PaymentCaptured(capture.payment(), covers, capture.at()),
        new CancellationScheduled(terms, "gateway_cancelled", covers.end(), report.at()));
  }

  private static boolean isNext(SubscriptionState state, Period covers) {
    var current = state.period();
    return current == null || covers.start().isAfter(current.start());
  }

  private static Decision<SubscriptionEvent> renew(
      SubscriptionState state, Terms terms, Capture capture, Period covers) {
    var at = capture.at();
    var payment = capture.payment();
    var events = new ArrayList<SubscriptionEvent>(4);
    var next = state.next();
    var owed = state.dunning();
    if (next != null) {
      events.add(new SubscriptionDowngraded(terms, next, covers, at));
    }
    var by = next == null ? terms : next;
    events.add(new SubscriptionRenewed(by, covers, by.price(), payment.id(), at));
    events.add(new PaymentCaptured(payment, covers, at));
    if (owed != null) {
      boolean wasHalted = owed.day() == DAYS.getLast();
      events.add(new DunningEnded(by, wasHalted, at));
    }
    return accepted(events);
  }

  static Decision<SubscriptionEvent> fail(SubscriptionState state, Terms terms, Fail fail) {
    if (state.knows(failed(fail.payment()))
        || state.knows(fail.payment().id())
        || isOldNews(state, fail)) {
      return accepted();
    }
    var failed = new PaymentFailed(terms, fail.payment(), fail.due(), fail.reason(), fail.at());
    return switch (Objects.requireNonNull(state.status())) {
      case PENDING, PAST_DUE, HALTED -> accepted(failed);
      case ACTIVE ->
          accepted(failed, new DunningStarted(terms, fail.payment().amount(), fail.now()));
      case CANCELLED_AT_END, CANCELLED, EXPIRED -> accepted();
    };
  }

  /** Money came after this failure, or for the same period: the gateway tells it late. */
  private static boolean isOldNews(SubscriptionState state, Fail fail) {
    var collected = state.collectedAt();
    var due = fail.due();
    var current = state.period();
    return (collected != null && !fail.at().isAfter(collected))
        || (due != null && current != null && !due.start().isAfter(current.start()));
  }

  /** Records the gateway's report on charging, unless a later one was recorded already. */
  static Decision<SubscriptionEvent> note(
      SubscriptionState state, Terms terms, Charging charging, Instant at) {
    var known = state.report();
    if (known != null && !known.yieldsTo(charging, at)) {
      return accepted();
    }
    var before = state.charging();
    var collected = state.collectedAt();
    boolean isLate = charging != Charging.ENDED && collected != null && collected.isAfter(at);
    var period = state.period();
    return accepted(
        new ChargingChanged(
            terms,
            before,
            charging,
            !isLate && expectsMoney(state),
            period == null ? null : period.end(),
            at));
  }

  private static boolean expectsMoney(SubscriptionState state) {
    return switch (Objects.requireNonNull(state.status())) {
      case ACTIVE, PAST_DUE, HALTED -> true;
      case PENDING, CANCELLED_AT_END, CANCELLED, EXPIRED -> false;
    };
  }

  /** A refund whose failure was reported first is recorded and revoked at once. */
  static Decision<SubscriptionEvent> refund(SubscriptionState state, Refund refund) {
    if (state.knows(refund.refund())) {
      return accepted();
    }
    var given =
        new PaymentRefunded(
            refund.payment(), refund.refund(), refund.amount(), refund.chargeback(), refund.at());
    return state.knows(revoked(refund.refund()))
        ? accepted(
            given,
            new PaymentRefundRevoked(
                refund.payment(), refund.refund(), refund.amount(), refund.at()))
        : accepted(given);
  }

  static String revoked(String refund) {
    return "revoked " + refund;
  }

  /** A payment may fail and be collected later under the same id. */
  static String failed(Payment payment) {
    return "failed " + payment.id();
  }

  static Decision<SubscriptionEvent> step(
      SubscriptionState state, Terms terms, int day, Instant at) {
    var owed = state.dunning();
    if (owed == null
        || !DAYS.contains(day)
        || day <= owed.day()
        || at.isBefore(owed.since().plus(Duration.ofDays(day)))) {
      return accepted();
    }
    var step = new DunningStepTaken(day, terms, owed.amount(), at);
    return day == DAYS.getLast()
        ? accepted(step, new SubscriptionHalted(terms, owed.amount(), at))
        : accepted(step);
  }

  /** How a state remembers that a period was paid for. */
  static String covered(Period period) {
    return "period " + period.start();
  }

  static SubscriptionState stepped(SubscriptionState state, int day) {
    var owed = state.dunning();
    return owed == null
        ? state
        : state.owing(new SubscriptionState.Dunning(owed.since(), owed.amount(), day));
  }
}
