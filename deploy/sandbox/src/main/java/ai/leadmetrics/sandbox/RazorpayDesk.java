package ai.leadmetrics.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** The hands on the simulated gateway: the checkout's buttons and what tests make it do. */
final class RazorpayDesk {
  static final String PREFIX = "/simulator/razorpay/";

  private final Ledger ledger;
  private final RazorpayEvents events;
  private final RazorpayMoney money;
  private final RazorpayApi api;
  private final RazorpayTrouble trouble;

  RazorpayDesk(Ledger ledger, RazorpayEvents events, RazorpayMoney money, RazorpayApi api) {
    this.api = api;
    this.ledger = ledger;
    this.events = events;
    this.money = money;
    this.trouble = new RazorpayTrouble(ledger, events);
  }

  void handle(Exchange exchange) throws IOException, InterruptedException {
    switch (exchange.method() + " " + exchange.path().substring(PREFIX.length() - 1)) {
      case "POST /pay" -> exchange.reply(200, pay(exchange.body()));
      case "POST /fail-next" -> {
        money.failNext(exchange.body().path("fail").asBoolean(true));
        exchange.done();
      }
      case "POST /lose-answer" -> {
        api.loseAnswer(exchange.body().path("call").asText());
        exchange.done();
      }
      case "POST /forget" -> {
        ledger.forget(exchange.body().path("id").asText());
        exchange.done();
      }
      case "GET /entities" -> exchange.reply(200, entities(exchange.query("entity")));
      case "POST /charge" -> exchange.reply(200, charge(exchange.body()));
      case "POST /cancel" -> exchange.reply(200, cancel(exchange.body()));
      case "POST /pause" -> exchange.reply(200, trouble.pause(exchange.body()));
      case "POST /resume" -> exchange.reply(200, trouble.resume(exchange.body()));
      case "POST /dispute" -> exchange.reply(200, trouble.dispute(exchange.body()));
      case "POST /fail-refund" -> exchange.reply(200, trouble.failRefund(exchange.body()));
      case "POST /downtime" -> exchange.reply(200, trouble.downtime(exchange.body()));
      case "POST /clock" -> clock(exchange);
      case "GET /events" -> exchange.reply(200, events());
      case "POST /resend" -> resend(exchange);
      case "POST /hold" -> {
        events.hold();
        exchange.done();
      }
      case "POST /release" -> exchange.reply(200, Json.object().put("sent", events.release()));
      case "POST /forge" -> exchange.reply(200, forge(exchange.body()));
      default -> throw Refusal.of(404, "There is no " + exchange.path());
    }
  }

  /** What Razorpay's checkout hands to the page after the payment, or why it failed. */
  private ObjectNode pay(JsonNode body) {
    boolean success = body.path("success").asBoolean(true);
    var secret = events.account().keySecret();
    var order = body.path("order_id").asText("");
    if (!order.isEmpty()) {
      var paid = money.payOrder(ledger.get(order, "order"), success);
      var id = paid.path("id").textValue();
      return paid.path("captured").asBoolean()
          ? signed(secret, order + '|' + id, id).put("razorpay_order_id", order)
          : failed(paid);
    }
    var subscription = ledger.get(body.path("subscription_id").asText(), "subscription");
    var name = subscription.path("id").textValue();
    var paid = money.charge(subscription, success);
    var id = paid.path("id").textValue();
    return paid.path("captured").asBoolean()
        ? signed(secret, id + '|' + name, id).put("razorpay_subscription_id", name)
        : failed(paid);
  }

  private static ObjectNode signed(String secret, String text, String payment) {
    return Json.object()
        .put("razorpay_payment_id", payment)
        .put("razorpay_signature", Signature.hex(secret, text.getBytes(StandardCharsets.UTF_8)));
  }

  private static ObjectNode failed(ObjectNode payment) {
    var answer = Json.object();
    answer
        .putObject("error")
        .put("code", payment.path("error_code").asText())
        .put("reason", payment.path("error_reason").asText())
        .put("description", "Your payment was declined by the bank.")
        .putObject("metadata")
        .put("payment_id", payment.path("id").asText());
    return answer;
  }

  private ObjectNode charge(JsonNode body) {
    var subscription = ledger.get(body.path("subscription_id").asText(), "subscription");
    if (!subscription.path("status").asText().matches("active|pending|halted")) {
      throw Refusal.of(409, "It is " + subscription.path("status").asText());
    }
    return money.charge(subscription, body.path("success").asBoolean(true));
  }

  /** Everything of a kind, as the dashboard would show it. */
  private ObjectNode entities(String kind) {
    var answer = Json.object();
    answer.putArray("items").addAll(ledger.all(kind, _ -> true));
    return answer;
  }

  /** As the merchant can in Razorpay's own dashboard. */
  private ObjectNode cancel(JsonNode body) {
    var subscription = ledger.get(body.path("subscription_id").asText(), "subscription");
    subscription.put("status", "cancelled");
    events.emit("subscription.cancelled", ledger.now(), subscription);
    return subscription;
  }

  private void clock(Exchange exchange) throws IOException {
    try {
      ledger.setClock(Instant.parse(exchange.body().path("now").asText()));
    } catch (DateTimeParseException _) {
      throw Refusal.of(400, "now must be an instant");
    }
    exchange.done();
  }

  private ObjectNode events() {
    var answer = Json.object();
    var items = answer.putArray("items");
    events
        .sent()
        .forEach(event -> items.addObject().put("id", event.id()).put("event", event.type()));
    return answer;
  }

  private void resend(Exchange exchange) throws IOException, InterruptedException {
    var id = exchange.body().path("id").asText();
    var event =
        events.sent().stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(() -> Refusal.of(404, "There is no event " + id));
    int status = events.post(event, Signature.hex(events.account().webhookSecret(), event.body()));
    exchange.reply(200, Json.object().put("status", status));
  }

  /** An event that says money came, signed by somebody who does not know the secret. */
  private ObjectNode forge(JsonNode body) throws InterruptedException {
    var forged = Json.object().put("entity", "event").put("event", "subscription.charged");
    forged.set("payload", body.path("payload"));
    forged.put("created_at", ledger.now());
    var event =
        new RazorpayEvents.Event("evt_forged0000001", "subscription.charged", Json.plain(forged));
    int status = events.post(event, Signature.hex("a guess", event.body()));
    return Json.object().put("status", status);
  }
}
