package ai.leadmetrics.streams.connect.razorpay;

import ai.leadmetrics.protocol.billing.PaymentDispute;
import ai.leadmetrics.streams.kit.GatewayFact;
import ai.leadmetrics.streams.kit.Texts;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what Razorpay tells of disputes and of outages at banks. */
final class DisputeReports {
  private static final int MAX_REASON = 200;

  private DisputeReports() {}

  static GatewayFact read(String type, JsonNode dispute, Instant at) {
    var status = type.substring("payment.dispute.".length());
    var respondBy = dispute.path("respond_by");
    return new GatewayFact.Disputed(
        Reports.GATEWAY,
        Reports.text(dispute, "payment_id"),
        new PaymentDispute(
            Reports.text(dispute, "id"),
            status.equals("created")
                ? PaymentDispute.Status.OPEN
                : PaymentDispute.Status.valueOf(status.toUpperCase(Locale.ROOT)),
            Reports.money(dispute),
            reason(dispute),
            respondBy.isIntegralNumber() ? Instant.ofEpochSecond(respondBy.longValue()) : null,
            at));
  }

  private static @Nullable String reason(JsonNode dispute) {
    var described = dispute.path("reason_description").asText("");
    var text = described.isBlank() ? dispute.path("reason_code").asText("") : described;
    var words = Texts.line(text.replace('_', ' '), MAX_REASON);
    return words.isEmpty() || words.equals("null") ? null : words;
  }

  /** Small ones come and go: only what keeps many from paying is told. */
  static GatewayFact outage(JsonNode downtime) {
    if (!Set.of("high", "medium").contains(downtime.path("severity").asText())
        || downtime.path("scheduled").asBoolean()) {
      return new GatewayFact.Nothing("payment.downtime.started");
    }
    var instrument = downtime.path("instrument");
    var where = "";
    for (var field : new String[] {"bank", "issuer", "network", "vpa_handle", "psp"}) {
      where = where.isEmpty() ? instrument.path(field).asText("") : where;
    }
    var method = downtime.path("method").asText("payment");
    var shown = method.equals("upi") ? "UPI" : method.replace('_', ' ');
    return new GatewayFact.Outage(
        Reports.text(downtime, "id"),
        Texts.line(
            "Many "
                + shown
                + " payments"
                + (where.isEmpty() || where.equals("ALL") ? "" : " by " + where)
                + " fail at the moment, at the bank or its network. Charges that fail are tried"
                + " again; nothing has to be done here.",
            MAX_REASON * 2));
  }
}
