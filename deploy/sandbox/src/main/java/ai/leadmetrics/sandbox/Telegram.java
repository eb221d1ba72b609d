package ai.leadmetrics.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Telegram's Bot API as far as a bot that tells people uses it, with the paths of the real one. */
final class Telegram {
  private static final int KEPT = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final AtomicLong ids = new AtomicLong();
  private final Deque<Message> messages = new ArrayDeque<>();
  private final Set<String> blocked = new HashSet<>();
  private Webhook webhook = new Webhook("", "");

  private record Message(String chat, Instant at, String text) {}

  private record Webhook(String url, String secret) {}

  /** A method that the bot calls: {@code /bot<token>/<method>}. */
  void method(Exchange exchange) throws IOException {
    var path = exchange.path();
    var body = exchange.body();
    switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "setWebhook" -> {
        listen(body.path("url").asText(), body.path("secret_token").asText());
        exchange.reply(200, ok());
      }
      case "sendMessage" -> send(exchange, body);
      default -> exchange.reply(404, refusal(404, "Not Found"));
    }
  }

  private synchronized void listen(String url, String secret) {
    webhook = new Webhook(url, secret);
  }

  private void send(Exchange exchange, JsonNode body) throws IOException {
    var chat = body.path("chat_id").asText();
    if (chat.isEmpty() || body.path("text").asText().isEmpty()) {
      exchange.reply(400, refusal(400, "Bad Request: message text is empty"));
    } else if (keep(new Message(chat, Instant.now(), body.path("text").asText()))) {
      exchange.reply(200, ok());
    } else {
      exchange.reply(403, refusal(403, "Forbidden: bot was blocked by the user"));
    }
  }

  private synchronized boolean keep(Message message) {
    if (blocked.contains(message.chat)) {
      return false;
    }
    if (messages.size() >= KEPT) {
      messages.removeFirst();
    }
    messages.add(message);
    return true;
  }

  /** What a person does: write to the bot, block it, read what it wrote. */
  void simulate(Exchange exchange) throws IOException, InterruptedException {
    switch (exchange.method() + " " + exchange.path()) {
      case "POST /simulator/telegram/say" -> say(exchange);
      case "POST /simulator/telegram/block" -> {
        block(exchange.body().path("chat").asText());
        exchange.reply(200, ok());
      }
      case "GET /simulator/telegram/messages" ->
          exchange.reply(200, messages(exchange.query("chat")));
      default -> throw Refusal.of(404, "There is no " + exchange.path());
    }
  }

  private synchronized void block(String chat) {
    blocked.add(chat);
  }

  /** Of one chat, or of all where none is named; the oldest first. */
  private synchronized ObjectNode messages(String chat) {
    var body = Json.object();
    var items = body.putArray("items");
    messages.stream()
        .filter(message -> chat.isEmpty() || message.chat.equals(chat))
        .forEach(
            message ->
                items
                    .addObject()
                    .put("chat", message.chat)
                    .put("at", message.at.toString())
                    .put("text", message.text));
    return body;
  }

  private synchronized Webhook webhook() {
    return webhook;
  }

  private void say(Exchange exchange) throws IOException, InterruptedException {
    var said = exchange.body();
    var to = webhook();
    if (to.url.isEmpty()) {
      throw Refusal.of(409, "No bot listens yet");
    }
    var request =
        HttpRequest.newBuilder(URI.create(to.url))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("X-Telegram-Bot-Api-Secret-Token", to.secret)
            .POST(BodyPublishers.ofByteArray(Json.plain(update(said))))
            .build();
    var answer = client.send(request, BodyHandlers.discarding());
    exchange.reply(200, Json.object().put("status", answer.statusCode()));
  }

  /** With more than the product reads, as the real ones have. */
  private ObjectNode update(JsonNode said) {
    long chat = said.path("chat").asLong();
    var name = said.path("name").asText("Asha");
    var update = Json.object().put("update_id", ids.incrementAndGet());
    var message = update.putObject("message").put("message_id", ids.incrementAndGet());
    message
        .putObject("from")
        .put("id", chat)
        .put("is_bot", false)
        .put("first_name", name)
        .put("language_code", "en");
    message
        .putObject("chat")
        .put("id", chat)
        .put("first_name", name)
        .put("type", said.path("type").asText("private"));
    message.put("date", 1_790_000_000).put("text", said.path("text").asText());
    return update;
  }

  private static ObjectNode ok() {
    return Json.object().put("ok", true).put("result", true);
  }

  private static ObjectNode refusal(int code, String description) {
    return Json.object().put("ok", false).put("error_code", code).put("description", description);
  }
}
