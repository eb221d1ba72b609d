package ai.leadmetrics.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** A sandbox with one number, the product's webhook, and a client for both sides. */
final class Bench implements AutoCloseable {
  static final String NUMBER = "106540352242922";
  static final String SECRET = "app-secret";

  /** An HTTP answer. */
  record Answer(int status, JsonNode body) {}

  final Receiver receiver = new Receiver();
  final Sandbox sandbox;
  private final HttpClient client = HttpClient.newHttpClient();

  Bench() {
    sandbox =
        Sandbox.start(
            new SandboxConfig("127.0.0.1", 0)
                .withDelays(SandboxConfig.StatusDelays.ofMillis(10, 20, 30))
                .withRetry(
                    new SandboxConfig.WebhookRetry(4, Duration.ofMillis(5), Duration.ofMillis(20)))
                .withSilence(Duration.ofSeconds(30)));
    sandbox.register(number(NUMBER, "", 0));
  }

  BusinessNumber number(String id, String token, int perSecond) {
    return new BusinessNumber(
        id, "+91 80 4000 1234", receiver.url(), SECRET, token, "let-me-in", perSecond);
  }

  /** A send as the product makes it. */
  Answer send(String text) {
    return graph(textTo("919876543210", text), "Bearer token");
  }

  Answer graph(String body, String authorization) {
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.url() + "/v20.0/" + NUMBER + "/messages"))
            .header("Authorization", authorization)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return exchange(request);
  }

  static String textTo(String to, String text) {
    var body =
        Json.object()
            .put("messaging_product", "whatsapp")
            .put("to", to)
            .put("type", "text")
            .put("biz_opaque_callback_data", "msg_1");
    body.putObject("text").put("body", text);
    return body.toString();
  }

  Answer post(String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.url() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return exchange(request);
  }

  Answer get(String path, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(sandbox.url() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return exchange(request);
  }

  Answer delete(String path) {
    return exchange(HttpRequest.newBuilder(URI.create(sandbox.url() + path)).DELETE());
  }

  HttpResponse<String> page(String path) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(sandbox.url() + path)).build(),
          BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  List<JsonNode> sends() {
    return items(get("/simulator/sends"));
  }

  static List<JsonNode> items(Answer answer) {
    return answer.body().path("items").valueStream().toList();
  }

  void fault(String mode, int count) {
    post("/simulator/faults", Json.object().put("mode", mode).put("count", count).toString());
  }

  private Answer exchange(HttpRequest.Builder request) {
    try {
      var response =
          client.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), Json.parse(response.body()));
    } catch (IOException e) {
      return new Answer(0, Json.object());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    sandbox.close();
    receiver.close();
  }
}
