package ai.leadmetrics.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs Razorpay's events and posts them, in the order they happened unless told otherwise. */
final class RazorpayEvents implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RazorpayEvents.class);
  private static final int REMEMBERED = 1_000;

  /**
   * An event as it goes out.
   *
   * @param body never written anew: what is resent is the same bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // the bytes are never changed
  record Event(String id, String type, byte[] body) {}

  private final SandboxConfig.WebhookRetry retry;
  private final ExecutorService executor;
  private final HttpClient client;
  private final List<Event> sent = new ArrayList<>();
  private final List<Event> held = new ArrayList<>();
  private boolean holding;
  private volatile Account account = new Account("", "", "", "");
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  RazorpayEvents(SandboxConfig.WebhookRetry retry, ExecutorService executor) {
    this.retry = retry;
    this.executor = executor;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(executor)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  Account account() {
    return account;
  }

  void use(Account changed) {
    account = changed;
  }

  /** Tells the product, after all that was told before. */
  synchronized Event emit(String type, long at, ObjectNode... entities) {
    var body = Json.object().put("entity", "event").put("account_id", "acc_SANDBOX0000001");
    body.put("event", type);
    var contains = body.putArray("contains");
    var payload = body.putObject("payload");
    for (var entity : entities) {
      var name = entity.path("entity").textValue();
      contains.add(name);
      payload.putObject(name).set("entity", entity.deepCopy());
    }
    body.put("created_at", at);
    var event = new Event("evt_" + Ids.trace().substring(1, 15), type, Json.plain(body));
    sent.add(event);
    if (sent.size() > REMEMBERED) {
      sent.removeFirst();
    }
    if (holding) {
      held.add(event);
    } else {
      send(event);
    }
    return event;
  }

  /** Keeps events back until they are released, the last first. */
  synchronized void hold() {
    holding = true;
  }

  synchronized int release() {
    holding = false;
    int count = held.size();
    held.reversed().forEach(this::send);
    held.clear();
    return count;
  }

  synchronized List<Event> sent() {
    return List.copyOf(sent);
  }

  synchronized void send(Event event) {
    last = last.thenRunAsync(() -> deliver(event), executor);
  }

  private void deliver(Event event) {
    try {
      for (var attempt = 1; attempt <= retry.attempts(); attempt++) {
        var to = account;
        if (to.webhookUrl().isEmpty()) {
          return;
        }
        if (Webhooks.accepted(post(event, Signature.hex(to.webhookSecret(), event.body())))) {
          return;
        }
        Thread.sleep(retry.after(attempt));
      }
      log.warn("Razorpay event {} given up", event.id());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Posts once, under any signature; answers with the product's HTTP status. */
  int post(Event event, String signature) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(account.webhookUrl()))
            .timeout(Duration.ofSeconds(5))
            .header("Content-Type", "application/json")
            .header("User-Agent", "Razorpay-Webhook/v1")
            .header("X-Razorpay-Signature", signature)
            .header("x-razorpay-event-id", event.id())
            .POST(HttpRequest.BodyPublishers.ofByteArray(event.body()))
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      log.debug("Razorpay event {} could not be posted", event.id(), e);
      return Webhooks.UNREACHABLE;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
