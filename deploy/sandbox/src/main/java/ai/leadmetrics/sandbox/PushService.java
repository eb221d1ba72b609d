package ai.leadmetrics.sandbox;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;

/**
 * A push service of browsers (RFC 8030). It reads nothing: only the browser can. Subscriptions
 * whose name begins with {@code gone} have ended.
 */
final class PushService {
  private static final int KEPT = 1_000;

  private final Deque<Pushed> pushed = new ArrayDeque<>();

  private record Pushed(
      String name,
      Instant at,
      String authorization,
      String encoding,
      String ttl,
      String urgency,
      String body) {}

  void handle(Exchange exchange) throws IOException {
    var name = exchange.path().substring("/push/".length());
    if (name.startsWith("gone")) {
      throw Refusal.of(410, "This subscription is over");
    }
    var message =
        new Pushed(
            name,
            Instant.now(),
            exchange.header("Authorization"),
            exchange.header("Content-Encoding"),
            exchange.header("TTL"),
            exchange.header("Urgency"),
            Base64.getEncoder().encodeToString(exchange.bytes()));
    if (message.ttl.isEmpty() || !message.authorization.startsWith("vapid t=")) {
      throw Refusal.of(400, "A message needs its TTL and who sends it");
    }
    keep(message);
    exchange.reply(201, Json.object());
  }

  private synchronized void keep(Pushed message) {
    if (pushed.size() >= KEPT) {
      pushed.removeFirst();
    }
    pushed.add(message);
  }

  /** What has come for a subscription, or for all where none is named, sealed as it came. */
  synchronized void list(Exchange exchange) throws IOException {
    var body = Json.object();
    var items = body.putArray("items");
    var name = exchange.query("name");
    pushed.stream()
        .filter(message -> name.isEmpty() || message.name.equals(name))
        .forEach(
            message ->
                items
                    .addObject()
                    .put("name", message.name)
                    .put("at", message.at.toString())
                    .put("urgency", message.urgency)
                    .put("authorization", message.authorization)
                    .put("encoding", message.encoding)
                    .put("ttl", message.ttl)
                    .put("body", message.body));
    exchange.reply(200, body);
  }
}
