package ai.leadmetrics.streams.billing;

import ai.leadmetrics.protocol.billing.SubscriptionEvent.ChargingChanged;
import ai.leadmetrics.protocol.billing.SubscriptionEvent.ForeignPaymentReceived;
import ai.leadmetrics.protocol.kit.EntityId;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** What operators are told where money for a subscription will not come, or came wrong. */
final class ChargingWords {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  private ChargingWords() {}

  /** The alarm's code; empty where nothing changes for the money that is expected. */
  static Optional<String> alarm(ChargingChanged changed) {
    if (!changed.due() || changed.before() == changed.now()) {
      return Optional.empty();
    }
    return switch (changed.now()) {
      case ON -> Optional.empty();
      case PAUSED, PAUSED_BY_CUSTOMER -> Optional.of("charging_paused");
      case STOPPED -> Optional.of("charging_stopped");
      case ENDED -> Optional.of("charging_ended");
    };
  }

  static String of(EntityId id, ChargingChanged changed, ZoneId zone) {
    var what =
        switch (changed.now()) {
          case ON -> "is charged again.";
          case PAUSED ->
              "was paused at the payment provider: nothing is charged until it is resumed there.";
          case PAUSED_BY_CUSTOMER ->
              "was paused by the customer in a UPI app or at the bank: nothing is charged until"
                  + " they resume it there.";
          case STOPPED ->
              "is not charged any more: every retry failed. It goes on once the customer pays or"
                  + " changes the payment method.";
          case ENDED ->
              "was cancelled with the bank or the payment provider: nothing is charged any more."
                  + " The customer has to choose the plan again.";
        };
    var until = changed.paidUntil();
    return "The subscription %s of %s %s%s"
        .formatted(
            changed.terms().name(),
            id.tenant(),
            what,
            until == null ? "" : " It is paid until " + DAY.format(until.atZone(zone)) + '.');
  }

  static String of(EntityId id, ForeignPaymentReceived foreign) {
    return "A payment of %s arrived for the subscription %s of %s, which is billed in %s; nothing was invoiced. Give it back (payment %s), and ask for the price in %s."
        .formatted(
            foreign.payment().amount().shown(),
            foreign.terms().name(),
            id.tenant(),
            foreign.expected(),
            foreign.payment().gatewayId(),
            foreign.expected());
  }
}
