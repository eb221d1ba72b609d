package ai.leadmetrics.cluster;

import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.sandbox.Sandbox;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What a test does at the provider's side. */
final class SandboxClient {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  SandboxClient(Sandbox sandbox) {
    this.url = sandbox.url();
  }

  /** A message the provider has taken. */
  record Send(String to, String text, String message, String providerId) {}

  /** A customer writes. */
  void write(String phoneNumberId, String from, String text) {
    post(
        "/simulator/messages",
        Map.of("phoneNumberId", phoneNumberId, "from", from, "text", text, "retry", true));
  }

  /** The next {@code count} sends go wrong in this way. */
  void fault(String mode, int count) {
    post("/simulator/faults", Map.of("mode", mode, "count", count));
  }

  void works() {
    fault("none", 0);
  }

  /** Everything the provider took for a number, in that order. */
  List<Send> sends(String phoneNumberId) {
    var items =
        call(HttpRequest.newBuilder(URI.create(url + "/simulator/sends")).build()).path("items");
    return StreamSupport.stream(items.spliterator(), false)
        .filter(item -> item.path("phoneNumberId").asText().equals(phoneNumberId))
        .map(
            item ->
                new Send(
                    item.path("to").asText(),
                    item.path("text").asText(),
                    item.path("callbackData").asText(),
                    item.path("id").asText()))
        .toList();
  }

  private void post(String path, Map<String, ?> body) {
    call(
        HttpRequest.newBuilder(URI.create(url + path))
            .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
            .build());
  }

  private JsonNode call(HttpRequest request) {
    try {
      var answer = http.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(request.uri() + " answered " + answer.statusCode());
      }
      return Json.tree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
