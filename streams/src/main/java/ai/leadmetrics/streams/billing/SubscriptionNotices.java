package ai.leadmetrics.streams.billing;

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
import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.streams.kit.Audience;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Notice;
import ai.leadmetrics.streams.kit.NoticeSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What those who pay are told of their subscriptions. */
public final class SubscriptionNotices implements NoticeSource {
  @Override
  public String context() {
    return "billing";
  }

  @Override
  public Class<?> events() {
    return SubscriptionEvent.class;
  }

  @Override
  public List<Notice> of(EventRecord record) {
    return switch ((SubscriptionEvent) record.event()) {
      case SubscriptionActivated(var terms, _, _, _, _) ->
          notice(record, "subscription-started", plan(terms));
      case SubscriptionUpgraded(_, var terms, _, _, _, _) ->
          notice(record, "subscription-changed", plan(terms));
      case SubscriptionDowngraded(_, var terms, _, _) ->
          notice(record, "subscription-changed", plan(terms));
      case CancellationScheduled(var terms, var reason, var end, _) ->
          cancelled(record, terms, reason, end);
      case ChargingChanged changed -> charging(record, changed);
      case SubscriptionCancelled(var terms, var reason, var at) ->
          // Who cancelled for the period's end was told when they did.
          reason.equals("period_end")
              ? notice(record, "tenant-frozen", Map.of())
              : cancelled(record, terms, reason, at);
      case PaymentFailed(var terms, var payment, _, var reason, _) ->
          notice(
              record,
              "payment-failed",
              Map.of("plan", terms.name(), "amount", payment.amount().shown(), "reason", reason));
      case DunningStepTaken(var day, _, var amount, _) ->
          notice(record, "dunning-" + day, Map.of("amount", amount.shown()));
      case SubscriptionHalted _ -> notice(record, "tenant-frozen", Map.of());
      case DunningEnded(_, var wasHalted, _) ->
          wasHalted ? notice(record, "tenant-restored", Map.of()) : List.of();
      case SubscriptionCreated _,
          SubscriptionLinked _,
          SubscriptionRenewed _,
          DowngradeScheduled _,
          DowngradeWithdrawn _,
          CancellationWithdrawn _,
          SubscriptionExpired _,
          PaymentCaptured _,
          SurplusReceived _,
          ForeignPaymentReceived _,
          PaymentRefunded _,
          PaymentRefundRevoked _,
          DunningStarted _ ->
          List.of();
    };
  }

  private static Map<String, String> plan(Terms terms) {
    // Which tax is added depends on who buys; what was charged stands on the invoice.
    return Map.of("plan", terms.name(), "amount", priced(terms));
  }

  private static String priced(Terms terms) {
    return terms.price().shown() + " before tax";
  }

  /** Only what changes, and only where money is expected. The end has a notice of its own. */
  private static List<Notice> charging(EventRecord record, ChargingChanged changed) {
    if (!changed.due() || changed.before() == changed.now()) {
      return List.of();
    }
    var values = Map.of("plan", changed.terms().name(), "amount", priced(changed.terms()));
    return switch (changed.now()) {
      case PAUSED -> dated(notice(record, "charging-paused", values), changed);
      case PAUSED_BY_CUSTOMER ->
          dated(notice(record, "charging-paused-by-customer", values), changed);
      case STOPPED -> notice(record, "charging-stopped", values);
      case ON ->
          changed.before().isPaused() ? notice(record, "charging-resumed", values) : List.of();
      case ENDED -> List.of();
    };
  }

  private static List<Notice> dated(List<Notice> notices, ChargingChanged changed) {
    var until = Objects.requireNonNullElse(changed.paidUntil(), changed.at());
    return notices.stream().map(notice -> notice.dated("until", until)).toList();
  }

  /**
   * @param reason what tells a cancellation with the bank from one made here
   */
  private static List<Notice> cancelled(
      EventRecord record, Terms terms, String reason, Instant end) {
    var type =
        reason.equals(Settlements.CANCELLED_BY_CUSTOMER)
            ? "subscription-cancelled-at-bank"
            : "subscription-cancelled";
    return notice(record, type, Map.of("plan", terms.name())).stream()
        .map(notice -> notice.dated("until", end))
        .toList();
  }

  private static List<Notice> notice(EventRecord record, String type, Map<String, String> values) {
    return List.of(
        new Notice(
            record.id().tenant(),
            new Audience.Holding(Permission.BILLING_MANAGE),
            type,
            values,
            "/settings/billing"));
  }
}
