package ai.leadmetrics.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;

/** The other side of the wire: the customers' phones, and the knobs for tests. */
final class Simulator {
  private static final Pattern MESSAGES = Pattern.compile("/simulator/phones/([^/]+)/messages");
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final Numbers numbers;
  private final MessageTemplates templates;
  private final Faults faults;
  private final Sends sends;
  private final Phones phones;
  private final StatusPoster statuses;
  private final Webhooks webhooks;
  private final ExecutorService executor;

  Simulator(
      Numbers numbers,
      MessageTemplates templates,
      Faults faults,
      Sends sends,
      Phones phones,
      StatusPoster statuses,
      Webhooks webhooks,
      ExecutorService executor) {
    this.numbers = numbers;
    this.templates = templates;
    this.faults = faults;
    this.sends = sends;
    this.phones = phones;
    this.statuses = statuses;
    this.webhooks = webhooks;
    this.executor = executor;
  }

  void handle(Exchange exchange) throws IOException, InterruptedException {
    switch (exchange.method() + " " + exchange.path()) {
      case "GET /simulator/config" -> config(exchange);
      case "POST /simulator/config" -> configure(exchange);
      case "POST /simulator/templates" -> exchange.reply(200, templates.put(exchange.body()));
      case "POST /simulator/verify" -> verify(exchange);
      case "POST /simulator/messages" -> message(exchange);
      case "GET /simulator/phones" -> phones(exchange);
      case "GET /simulator/sends" -> sends(exchange);
      case "GET /simulator/faults" -> exchange.reply(200, json(faults.current()));
      case "POST /simulator/faults" -> faults(exchange);
      case "DELETE /simulator/state" -> clear(exchange);
      default -> phone(exchange);
    }
  }

  private void config(Exchange exchange) throws IOException {
    var body = Json.object();
    var items = body.putArray("items");
    numbers.all().forEach(number -> items.add(json(number)));
    exchange.reply(200, body);
  }

  private void configure(Exchange exchange) throws IOException {
    var body = exchange.body();
    var id = text(body, "phoneNumberId", "");
    if (!id.matches("[A-Za-z0-9_-]{1,64}")) {
      throw Refusal.of(400, "phoneNumberId is missing or not an id");
    }
    var old = numbers.find(id).orElse(new BusinessNumber(id, id, "", ""));
    var number =
        new BusinessNumber(
            id,
            text(body, "displayPhoneNumber", old.displayPhoneNumber()),
            text(body, "webhookUrl", old.webhookUrl()),
            text(body, "appSecret", old.appSecret()),
            text(body, "accessToken", old.accessToken()),
            text(body, "verifyToken", old.verifyToken()),
            body.path("messagesPerSecond").asInt(old.messagesPerSecond()));
    if (!isHttp(number.webhookUrl())) {
      throw Refusal.of(400, "webhookUrl must be an http or https URL");
    }
    if (number.appSecret().isBlank()) {
      throw Refusal.of(400, "appSecret is missing");
    }
    numbers.put(number);
    phones.touch();
    exchange.reply(200, json(number));
  }

  private void verify(Exchange exchange) throws IOException, InterruptedException {
    var number = numbers.choose(text(exchange.body(), "phoneNumberId", ""));
    exchange.reply(200, Json.object().put("verified", webhooks.handshake(number)));
  }

  private void message(Exchange exchange) throws IOException, InterruptedException {
    var body = exchange.body();
    var from = text(body, "from", "");
    var text = text(body, "text", "");
    if (!Ids.isPhone(from)) {
      throw Refusal.of(400, "from is missing or not a phone number");
    }
    if (text.isEmpty()) {
      throw Refusal.of(400, "text is missing");
    }
    var number = numbers.choose(text(body, "phoneNumberId", ""));
    var phone = Ids.waId(from);
    phones.name(phone, text(body, "name", ""));
    var at = Instant.now();
    var id = text(body, "id", Ids.wamid(phone));
    var inbound = new Payloads.Inbound(id, phone, phones.nameOf(phone), text, at);
    phones.add(Phones.Direction.IN, phone, number.phoneNumberId(), id, text, at, "sending");
    var payload = Payloads.message(number, inbound);
    var status = webhooks.post(number, payload);
    var accepted = Webhooks.accepted(status);
    phones.status(id, accepted ? "delivered" : "failed");
    exchange.reply(200, Json.object().put("id", id).put("status", status));
    if (!accepted && body.path("retry").asBoolean(false)) {
      redeliver(number, id, payload);
    }
  }

  private void redeliver(BusinessNumber number, String id, JsonNode payload) {
    executor.execute(
        () -> {
          try {
            if (webhooks.deliver(number.phoneNumberId(), payload)) {
              phones.status(id, "delivered");
            }
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void phones(Exchange exchange) throws IOException, InterruptedException {
    var view = phones.list(exchange.queryNumber("since", -1), wait(exchange));
    var body = Json.object().put("revision", view.revision()).put("epoch", view.epoch());
    var items = body.putArray("items");
    for (var phone : view.items()) {
      items
          .addObject()
          .put("number", "+" + phone.number())
          .put("name", phone.name())
          .put("messages", phone.messages())
          .set("last", json(phone.last()));
    }
    exchange.reply(200, body);
  }

  private void phone(Exchange exchange) throws IOException, InterruptedException {
    var path = MESSAGES.matcher(exchange.path());
    if (!path.matches() || !"GET".equals(exchange.method())) {
      throw Refusal.of(404, "There is no " + exchange.method() + " " + exchange.path());
    }
    var query =
        new Phones.Query(
            Ids.waId(path.group(1)),
            exchange.query("phoneNumberId"),
            exchange.queryNumber("after", 0),
            exchange.queryNumber("since", -1));
    var view = phones.messages(query, wait(exchange));
    var body = Json.object().put("revision", view.revision()).put("epoch", view.epoch());
    var items = body.putArray("items");
    view.items().forEach(message -> items.add(json(message)));
    exchange.reply(200, body);
  }

  private void sends(Exchange exchange) throws IOException {
    var page = sends.since(exchange.queryNumber("since", 0));
    var body = Json.object().put("total", page.total());
    var items = body.putArray("items");
    for (var send : page.items()) {
      items
          .addObject()
          .put("n", send.n())
          .put("id", send.id())
          .put("phoneNumberId", send.phoneNumberId())
          .put("to", send.to())
          .put("type", send.type())
          .put("text", send.text())
          .put("callbackData", send.callbackData())
          .put("at", send.at().toString());
    }
    exchange.reply(200, body);
  }

  private void faults(Exchange exchange) throws IOException {
    var body = exchange.body();
    var count = body.path("count").asLong(1);
    if (count < 0) {
      throw Refusal.of(400, "count must not be negative");
    }
    faults.set(new Faults.Plan(Faults.Mode.of(body.path("mode").asText("")), count));
    exchange.reply(200, json(faults.current()));
  }

  private void clear(Exchange exchange) throws IOException {
    statuses.clear();
    faults.set(Faults.Plan.NONE);
    sends.clear();
    phones.clear();
    exchange.done();
  }

  private static Duration wait(Exchange exchange) {
    var asked = Duration.ofMillis(Math.max(0, exchange.queryNumber("waitMs", 0)));
    return asked.compareTo(LONGEST_WAIT) < 0 ? asked : LONGEST_WAIT;
  }

  private static String text(JsonNode body, String field, String fallback) {
    return body.path(field).asText(fallback);
  }

  private static boolean isHttp(String url) {
    try {
      var uri = URI.create(url);
      return uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static ObjectNode json(Phones.Message message) {
    return Json.object()
        .put("n", message.n())
        .put("direction", message.direction().name().toLowerCase(Locale.ROOT))
        .put("id", message.id())
        .put("phoneNumberId", message.phoneNumberId())
        .put("text", message.text())
        .put("at", message.at().toString())
        .put("status", message.status());
  }

  private static ObjectNode json(Faults.Plan plan) {
    return Json.object().put("mode", plan.mode().wire()).put("count", plan.count());
  }

  /** Secrets go in and never come out. */
  private static ObjectNode json(BusinessNumber number) {
    return Json.object()
        .put("phoneNumberId", number.phoneNumberId())
        .put("displayPhoneNumber", number.displayPhoneNumber())
        .put("webhookUrl", number.webhookUrl())
        .put("messagesPerSecond", number.messagesPerSecond());
  }
}
