package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.kit.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** Speaks every provider's API over real HTTP and says what the test told it to. */
final class FakeProvider implements AutoCloseable {
  /** What to answer: a status, and the content of the message or of the error. */
  record Saying(int status, String content) {}

  private final HttpServer server;
  private final Queue<Saying> script = new ConcurrentLinkedQueue<>();
  private final List<String> paths = Collections.synchronizedList(new ArrayList<>());
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  FakeProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  FakeProvider says(int status, String content) {
    script.add(new Saying(status, content));
    return this;
  }

  String baseUrl() {
    return "http://localhost:" + server.getAddress().getPort() + "/v1";
  }

  /** Paths, in order. */
  List<String> paths() {
    return List.copyOf(paths);
  }

  /** Bodies, in order. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      var next = script.poll();
      var saying = next == null ? new Saying(500, "nothing left to say") : next;
      var path = exchange.getRequestURI().getPath();
      paths.add(path);
      var body =
          saying.status() == 200
              ? body(path, saying.content())
              : Map.of("error", Map.of("message", saying.content(), "type", "error"));
      var bytes = Json.bytes(body);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(saying.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static JsonNode tree(String json) {
    return Json.tree(json.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode body(String path, String content) {
    if (path.endsWith("/messages")) {
      return tree(
          """
          {"id": "msg_1", "type": "message", "role": "assistant", "model": "m",
           "content": [{"type": "text", "text": %s}], "stop_reason": "end_turn",
           "usage": {"input_tokens": 120, "output_tokens": 30}}\
          """
              .formatted(Json.text(content)));
    } else if (path.endsWith(":generateContent")) {
      return tree(
          """
          {"candidates": [{"content": {"role": "model", "parts": [{"text": %s}]},
                           "finishReason": "STOP"}],
           "usageMetadata": {"promptTokenCount": 120, "candidatesTokenCount": 30,
                             "totalTokenCount": 150}}\
          """
              .formatted(Json.text(content)));
    } else if (path.endsWith("/api/chat")) {
      return tree(
          """
          {"model": "m", "created_at": "2026-01-01T00:00:00Z", "done": true,
           "message": {"role": "assistant", "content": %s},
           "prompt_eval_count": 120, "eval_count": 30}\
          """
              .formatted(Json.text(content)));
    }
    return tree(
        """
        {"id": "chatcmpl-1", "object": "chat.completion", "model": "m",
         "choices": [{"index": 0, "finish_reason": "stop",
                      "message": {"role": "assistant", "content": %s}}],
         "usage": {"prompt_tokens": 120, "completion_tokens": 30, "total_tokens": 150}}\
        """
            .formatted(Json.text(content)));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
