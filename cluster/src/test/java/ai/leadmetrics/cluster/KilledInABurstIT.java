package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The process dies at the worst of times; the provider, who saw no 200, delivers again. */
@ResourceLock(NodeProcess.LOCK)
class KilledInABurstIT {
  private static final int PEOPLE = 30;
  private static final int EACH = 6;
  private static final int KILL_AFTER = PEOPLE * EACH / 2;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Set<String> UNSETTLED = Set.of("queued", "sending");

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger accepted = new AtomicInteger();

  @Test
  void everyAcceptedMessageIsThereExactlyOnceAndNoReplyGoesOutTwice() {
    try (var node = NodeProcess.start();
        var senders = Executors.newFixedThreadPool(8)) {
      var burst =
          IntStream.range(0, PEOPLE)
              .mapToObj(person -> CompletableFuture.runAsync(() -> write(node, person), senders))
              .toArray(CompletableFuture[]::new);
      await().atMost(PATIENCE).until(() -> accepted.get() >= KILL_AFTER);
      node.kill();
      assertThat(CompletableFuture.allOf(burst)).isNotDone();
      node.up();
      CompletableFuture.allOf(burst).join();

      var owner = node.access().user("admin").orElseThrow();
      var client = node.client().signIn(owner.email(), owner.password());
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(
              () -> {
                var messages = messages(client);
                assertThat(texts(messages, "in")).containsExactlyInAnyOrderElementsOf(expected());
                assertThat(messages)
                    .noneMatch(message -> UNSETTLED.contains(message.path("status").asText()));
                assertThat(pendingReplies(client)).isZero();
              });

      var sent = sentByUs(node);
      assertThat(sent).isNotEmpty().doesNotHaveDuplicates();
    }
  }

  /** Delivers until it is told 200, as a provider does. */
  private void write(NodeProcess node, int person) {
    var whatsapp = node.access().webhooks().whatsapp();
    for (int i = 0; i < EACH; i++) {
      var body =
          new WhatsAppDelivery(whatsapp.phoneNumberId())
              .text("wamid.burst." + person + "." + i, from(person), text(person, i))
              .bytes();
      var request =
          HttpRequest.newBuilder(URI.create(node.url() + whatsapp.path()))
              .timeout(Duration.ofSeconds(10))
              .header("Content-Type", "application/json")
              .header(
                  "X-Hub-Signature-256",
                  "sha256=" + WhatsAppDelivery.hmac(whatsapp.appSecret(), body))
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      await()
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(250))
          .until(() -> taken(request));
      accepted.incrementAndGet();
    }
  }

  private boolean taken(HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static String from(int person) {
    return "9197000%05d".formatted(person);
  }

  private static String text(int person, int i) {
    return "Do you have a pool? (" + person + "." + i + ")";
  }

  private static List<String> expected() {
    return IntStream.range(0, PEOPLE)
        .boxed()
        .flatMap(person -> IntStream.range(0, EACH).mapToObj(i -> text(person, i)))
        .toList();
  }

  private static List<JsonNode> messages(TestClient client) {
    var all = new ArrayList<JsonNode>();
    for (var conversation : client.get("/api/v1/conversations?limit=100").json().path("items")) {
      var id = conversation.path("id").asText();
      client
          .get("/api/v1/conversations/" + id + "/messages?limit=100")
          .json()
          .path("items")
          .forEach(all::add);
    }
    return all;
  }

  private static List<String> texts(List<JsonNode> messages, String direction) {
    return messages.stream()
        .filter(message -> message.path("direction").asText().equals(direction))
        .map(message -> message.path("text").asText())
        .toList();
  }

  private static long pendingReplies(TestClient client) {
    var conversations = client.get("/api/v1/conversations?limit=100").json().path("items");
    return conversations
        .valueStream()
        .filter(conversation -> conversation.path("replyPending").asBoolean())
        .count();
  }

  /** Our ids of the messages that the provider took, as often as it took them. */
  private static List<String> sentByUs(NodeProcess node) {
    return new TestClient(node.sandbox().url())
        .get("/simulator/sends")
        .json()
        .path("items")
        .valueStream()
        .map(send -> send.path("callbackData").asText())
        .toList();
  }
}
