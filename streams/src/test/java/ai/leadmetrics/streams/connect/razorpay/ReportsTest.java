package ai.leadmetrics.streams.connect.razorpay;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.billing.Charging;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.PaymentDispute;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.GatewayFact;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each documented event of Razorpay means for us. */
class ReportsTest {
  private static final Instant AT = Instant.ofEpochSecond(1793491200);

  private static GatewayFact read(String event, String name, String entity) {
    var root = Json.MAPPER.createObjectNode().put("event", event);
    root.putObject("payload")
        .putObject(name)
        .set("entity", Json.tree(entity.getBytes(StandardCharsets.UTF_8)));
    return Reports.read(root, AT);
  }

  private static GatewayFact subscription(String event, String more) {
    return read(
        event,
        "subscription",
        "{\"id\":\"sub_1\",\"status\":\"x\",\"current_start\":1,\"current_end\":2" + more + "}");
  }

  /** razorpay/razorpay-opencart#82, razorpay/razorpay-woocommerce#391. */
  @Test
  void aPauseSaysWhoPaused() {
    assertThat(subscription("subscription.paused", ",\"pause_initiated_by\":\"customer\""))
        .isEqualTo(new GatewayFact.ChargingReported("sub_1", Charging.PAUSED_BY_CUSTOMER));
    assertThat(subscription("subscription.paused", ",\"pause_initiated_by\":\"self\""))
        .isEqualTo(new GatewayFact.ChargingReported("sub_1", Charging.PAUSED));
    assertThat(subscription("subscription.paused", ""))
        .isEqualTo(new GatewayFact.ChargingReported("sub_1", Charging.PAUSED));
  }

  @ParameterizedTest
  @CsvSource({"subscription.resumed", "subscription.activated"})
  void whatRunsAgainIsCharged(String event) {
    assertThat(subscription(event, ""))
        .isEqualTo(new GatewayFact.ChargingReported("sub_1", Charging.ON));
  }

  @Test
  void anEndSaysWhoEndedIt() {
    assertThat(subscription("subscription.cancelled", ",\"cancel_initiated_by\":\"customer\""))
        .isEqualTo(new GatewayFact.Ended("sub_1", "cancelled_by_customer"));
    assertThat(subscription("subscription.cancelled", ""))
        .isEqualTo(new GatewayFact.Ended("sub_1", "cancelled"));
    assertThat(subscription("subscription.completed", ""))
        .isEqualTo(new GatewayFact.Ended("sub_1", "completed"));
  }

  /** frappe/erpnext#26427, razorpay/razorpay-magento#302. */
  @Test
  void aFailureWithoutAPaymentHasAReasonInWords() {
    assertThat(subscription("subscription.pending", ""))
        .isInstanceOfSatisfying(
            GatewayFact.ChargeFailed.class,
            failed -> {
              assertThat(failed.reason())
                  .isEqualTo("The bank did not release the payment; it is tried again");
              assertThat(failed.last()).isFalse();
            });
    assertThat(subscription("subscription.halted", ""))
        .isInstanceOfSatisfying(
            GatewayFact.ChargeFailed.class,
            failed -> {
              assertThat(failed.reason()).contains("not tried again").doesNotContain(".");
              assertThat(failed.last()).isTrue();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "insufficient_funds | BAD_REQUEST_ERROR | x | There was not enough money in the account",
        "card_declined | BAD_REQUEST_ERROR | | The card was declined",
        "payment_timed_out | BAD_REQUEST_ERROR | timed out | The payment was not confirmed in time",
        "a_new_reason | BAD_REQUEST_ERROR | your UPI app is out of date. | Your UPI app is out of"
            + " date",
        "a_new_reason | BAD_REQUEST_ERROR | ANOTHER_CODE | The bank declined the payment",
        "a_new_reason | GATEWAY_ERROR | | The bank had a technical problem",
        "a_new_reason | A_NEW_CODE | | The bank gave no reason",
        " | | | The bank gave no reason"
      })
  void aReasonIsNeverACode(String reason, String code, String description, String words) {
    ObjectNode payment =
        Json.MAPPER
            .createObjectNode()
            .put("id", "pay_1")
            .put("order_id", "order_1")
            .put("amount", 100)
            .put("currency", "inr")
            .put("error_reason", reason)
            .put("error_code", code)
            .put("error_description", description);
    assertThat(read("payment.failed", "payment", payment.toString()))
        .isInstanceOfSatisfying(
            GatewayFact.OrderMissed.class,
            missed -> {
              assertThat(missed.reason()).isEqualTo(words);
              assertThat(missed.payment().amount()).isEqualTo(Money.inr(100));
            });
  }

  private static final String DISPUTE =
      """
      {"id":"disp_1","payment_id":"pay_1","amount":353882,"currency":"INR","phase":"chargeback",
       "reason_code":"goods_not_received","respond_by":1793750400,"status":"open"}
      """;

  @ParameterizedTest
  @CsvSource({
    "created,OPEN",
    "under_review,UNDER_REVIEW",
    "action_required,ACTION_REQUIRED",
    "closed,CLOSED",
    "won,WON",
    "lost,LOST"
  })
  void aDisputeIsReadWithItsDeadline(String event, PaymentDispute.Status status) {
    assertThat(read("payment.dispute." + event, "dispute", DISPUTE))
        .isEqualTo(
            new GatewayFact.Disputed(
                "razorpay",
                "pay_1",
                new PaymentDispute(
                    "disp_1",
                    status,
                    Money.inr(353_882),
                    "goods not received",
                    Instant.ofEpochSecond(1793750400),
                    AT)));
  }

  @Test
  void aRefundThatFailedIsToldAndKeptAsItIs() {
    var refund =
        "{\"id\":\"rfnd_1\",\"payment_id\":\"pay_1\",\"amount\":50001,\"currency\":\"INR\"}";
    var fact = read("refund.failed", "refund", refund);
    assertThat(fact)
        .isEqualTo(new GatewayFact.RefundFailed("razorpay", "pay_1", "rfnd_1", Money.inr(50_001)));
    for (var kept : new GatewayFact[] {fact, read("payment.dispute.won", "dispute", DISPUTE)}) {
      assertThat(Json.read(Json.text(kept), GatewayFact.class)).isEqualTo(kept);
    }
  }

  @Test
  void outagesOfSomeSizeAreToldInWords() {
    var downtime =
        "{\"id\":\"down_1\",\"method\":\"upi\",\"severity\":\"%s\",\"scheduled\":false,"
            + "\"instrument\":{\"vpa_handle\":\"oksbi\"}}";
    assertThat(read("payment.downtime.started", "payment.downtime", downtime.formatted("high")))
        .isInstanceOfSatisfying(
            GatewayFact.Outage.class,
            outage -> assertThat(outage.detail()).startsWith("Many UPI payments by oksbi fail"));
    assertThat(read("payment.downtime.started", "payment.downtime", downtime.formatted("low")))
        .isInstanceOf(GatewayFact.Nothing.class);
  }

  @Test
  void theEndOfAnOutageIsToldUnderItsId() {
    var over = read("payment.downtime.resolved", "payment.downtime", "{\"id\":\"down_1\"}");
    assertThat(over).isEqualTo(new GatewayFact.OutageOver("down_1"));
    assertThat(Json.read(Json.text(over), GatewayFact.class)).isEqualTo(over);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subscription.authenticated",
        "subscription.updated",
        "payment.authorized",
        "payment.downtime.updated",
        "refund.created",
        "refund.speed_changed",
        "refund.arn_updated",
        "invoice.paid",
        "invoice.partially_paid",
        "invoice.expired",
        "order.notification.delivered",
        "settlement.processed",
        "something.new"
      })
  void theRestIsNoted(String event) {
    assertThat(read(event, "other", "{}")).isEqualTo(new GatewayFact.Nothing(event));
  }
}
