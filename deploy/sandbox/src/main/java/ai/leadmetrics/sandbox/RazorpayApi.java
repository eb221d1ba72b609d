package ai.leadmetrics.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;

/** Razorpay's REST API, as much of it as the product uses: same paths, fields and errors. */
final class RazorpayApi {
  static final String PREFIX = "/v1/";

  private final Ledger ledger;
  private final RazorpayEvents events;
  private final RazorpayMoney money;
  private String silent = "";

  RazorpayApi(Ledger ledger, RazorpayEvents events, RazorpayMoney money) {
    this.ledger = ledger;
    this.events = events;
    this.money = money;
  }

  void handle(Exchange exchange) throws IOException {
    authenticate(exchange);
    var path = exchange.path().substring(PREFIX.length()).split("/", -1);
    var id = path.length > 1 ? path[1] : "";
    var then = path.length > 2 ? path[2] : "";
    var call = exchange.method() + ' ' + path[0] + (id.isEmpty() ? "" : "/{id}") + '/' + then;
    var answer = answer(exchange, call, id);
    if (!isLost(call)) {
      exchange.reply(200, answer);
    }
  }

  /**
   * The next such call is done, and its answer lost on the way.
   *
   * @param call for example {@code POST payments/{id}/refund}, or {@code POST orders/}
   */
  synchronized void loseAnswer(String call) {
    silent = call;
  }

  private synchronized boolean isLost(String call) {
    boolean lost = call.equals(silent);
    if (lost) {
      silent = "";
    }
    return lost;
  }

  private JsonNode answer(Exchange exchange, String call, String id) throws IOException {
    return switch (call) {
      case "POST plans/" -> plan(exchange.body());
      case "GET plans/" -> list(exchange, "plan", _ -> true);
      case "POST customers/" -> customer(exchange.body());
      case "POST orders/" -> order(exchange.body());
      case "GET orders/" -> {
        var receipt = exchange.query("receipt");
        yield list(
            exchange,
            "order",
            one -> receipt.isEmpty() || receipt.equals(one.path("receipt").asText()));
      }
      case "GET orders/{id}/" -> ledger.get(id, "order");
      case "GET orders/{id}/payments" -> {
        ledger.get(id, "order");
        yield list(exchange, "payment", one -> id.equals(one.path("order_id").asText()));
      }
      case "POST subscriptions/" -> subscription(exchange.body());
      case "GET subscriptions/" -> {
        var plan = exchange.query("plan_id");
        yield list(
            exchange,
            "subscription",
            one -> plan.isEmpty() || plan.equals(one.path("plan_id").asText()));
      }
      case "GET subscriptions/{id}/" -> ledger.get(id, "subscription");
      case "PATCH subscriptions/{id}/" -> update(id, exchange.body());
      case "GET subscriptions/{id}/retrieve_scheduled_changes" -> scheduled(id);
      case "POST subscriptions/{id}/cancel" -> move(id, "cancelled");
      case "POST subscriptions/{id}/pause" -> move(id, "paused");
      case "POST subscriptions/{id}/resume" -> move(id, "resumed");
      case "GET invoices/" -> {
        var subscription = exchange.query("subscription_id");
        yield list(
            exchange, "invoice", one -> subscription.equals(one.path("subscription_id").asText()));
      }
      case "GET payments/" -> list(exchange, "payment", _ -> true);
      case "GET payments/{id}/" -> ledger.get(id, "payment");
      case "GET payments/{id}/refunds" ->
          list(exchange, "refund", one -> id.equals(one.path("payment_id").asText()));
      case "POST payments/{id}/refund" -> {
        var payment = ledger.get(id, "payment");
        var body = exchange.body();
        yield money.refund(
            payment,
            body.path("amount").asLong(payment.path("amount").asLong()),
            body.path("receipt").asText(""));
      }
      default -> throw Refusal.razorpay(400, "The requested URL was not found on the server.");
    };
  }

  private void authenticate(Exchange exchange) {
    var account = events.account();
    var expected =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (account.keyId() + ':' + account.keySecret()).getBytes(StandardCharsets.UTF_8));
    if (account.keyId().isEmpty() || !expected.equals(exchange.header("Authorization"))) {
      throw Refusal.razorpay(401, "Authentication failed");
    }
  }

  private ObjectNode plan(JsonNode body) {
    var item = body.path("item");
    require("monthly".equals(body.path("period").asText()), "period must be monthly here");
    require(item.path("amount").asLong() >= 100, "The amount must be at least INR 1.00");
    require(!item.path("name").asText("").isEmpty(), "The name field is required");
    var plan = ledger.make("plan", "plan").put("period", "monthly").put("interval", 1);
    plan.putObject("item")
        .put("name", item.path("name").asText())
        .put("amount", item.path("amount").asLong())
        .put("currency", item.path("currency").asText("INR"));
    return keep(plan, body);
  }

  private ObjectNode customer(JsonNode body) {
    var customer = ledger.make("customer", "cust");
    customer.put("name", body.path("name").asText()).put("email", body.path("email").asText());
    return keep(customer, body);
  }

  private ObjectNode order(JsonNode body) {
    long amount = body.path("amount").asLong();
    var receipt = body.path("receipt").asText("");
    require(amount >= 100, "Order amount less than minimum amount allowed");
    require(receipt.length() <= 40, "The receipt may not be greater than 40 characters.");
    var order = ledger.make("order", "order").put("amount", amount).put("amount_paid", 0);
    order.put("amount_due", amount).put("currency", body.path("currency").asText("INR"));
    order.put("receipt", receipt).put("status", "created").put("attempts", 0);
    return keep(order, body);
  }

  private ObjectNode subscription(JsonNode body) {
    var plan = ledger.get(body.path("plan_id").asText(), "plan");
    int total = body.path("total_count").asInt();
    require(total >= 1, "The total count field is required");
    var subscription = ledger.make("subscription", "sub");
    subscription.put("plan_id", plan.path("id").textValue()).put("status", "created");
    subscription.put("total_count", total).put("paid_count", 0).put("remaining_count", total);
    subscription.putNull("current_start").putNull("current_end").put("quantity", 1);
    subscription.put("has_scheduled_changes", false);
    return keep(subscription, body);
  }

  private ObjectNode keep(ObjectNode entity, JsonNode body) {
    entity.set("notes", body.path("notes").isObject() ? body.path("notes") : Json.object());
    ledger.put(entity);
    return entity;
  }

  private ObjectNode update(String id, JsonNode body) {
    var subscription = ledger.get(id, "subscription");
    require("active".equals(subscription.path("status").asText()), "Subscription is not active");
    require(
        "cycle_end".equals(body.path("schedule_change_at").asText()),
        "Only schedule_change_at cycle_end is played here");
    var plan = ledger.get(body.path("plan_id").asText(), "plan").path("id").textValue();
    boolean same = plan.equals(subscription.path("plan_id").asText());
    if (same) {
      subscription.remove("scheduled_plan");
    } else {
      subscription.put("scheduled_plan", plan);
    }
    subscription.put("has_scheduled_changes", !same);
    events.emit("subscription.updated", ledger.now(), subscription);
    return subscription;
  }

  private ObjectNode scheduled(String id) {
    var subscription = ledger.get(id, "subscription");
    require(
        subscription.path("has_scheduled_changes").asBoolean(),
        "No scheduled changes on this subscription");
    var changed = subscription.deepCopy();
    changed.put("plan_id", subscription.path("scheduled_plan").asText());
    return changed;
  }

  private ObjectNode move(String id, String to) {
    var subscription = ledger.get(id, "subscription");
    var now = subscription.path("status").asText();
    boolean allowed =
        switch (to) {
          case "paused" -> now.equals("active");
          case "resumed" -> now.equals("paused");
          default -> !List.of("cancelled", "completed", "expired").contains(now);
        };
    require(allowed, "Subscription is not in a state to be " + to + ": " + now);
    subscription.put("status", to.equals("resumed") ? "active" : to);
    events.emit("subscription." + to, ledger.now(), subscription);
    return subscription;
  }

  private ObjectNode list(Exchange exchange, String entity, Predicate<ObjectNode> wanted) {
    long from = exchange.queryNumber("from", 0);
    long to = exchange.queryNumber("to", Long.MAX_VALUE);
    long count = Math.min(100, exchange.queryNumber("count", 10));
    long skip = exchange.queryNumber("skip", 0);
    var found =
        ledger
            .all(
                entity,
                one -> {
                  long at = one.path("created_at").asLong();
                  return at >= from && at <= to && wanted.test(one);
                })
            .stream()
            .skip(skip)
            .limit(count)
            .toList();
    var page = Json.object().put("entity", "collection").put("count", found.size());
    page.putArray("items").addAll(found);
    return page;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw Refusal.razorpay(400, otherwise);
    }
  }
}
