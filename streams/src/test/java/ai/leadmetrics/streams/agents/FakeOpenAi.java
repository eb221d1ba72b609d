package ai.leadmetrics.streams.agents;

import ai.leadmetrics.protocol.kit.Json;
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

/** Speaks the chat completions API over real HTTP and says what the test told it to. */
final class FakeOpenAi implements AutoCloseable {
  /** What to answer: a status, and the content of the message or of the error. */
  record Saying(int status, String content) {}

  private final HttpServer server;
  private final Queue<Saying> script = new ConcurrentLinkedQueue<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  FakeOpenAi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/chat/completions", this::answer);
    server.start();
  }

  FakeOpenAi says(int status, String content) {
    script.add(new Saying(status, content));
    return this;
  }

  String baseUrl() {
    return "http://localhost:" + server.getAddress().getPort() + "/v1";
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
      var body =
          saying.status() == 200
              ? Map.of(
                  "id", "chatcmpl-1",
                  "object", "chat.completion",
                  "model", "test-model",
                  "choices",
                      List.of(
                          Map.of(
                              "index",
                              0,
                              "finish_reason",
                              "stop",
                              "message",
                              Map.of("role", "assistant", "content", saying.content()))),
                  "usage",
                      Map.of("prompt_tokens", 120, "completion_tokens", 30, "total_tokens", 150))
              : Map.of("error", Map.of("message", saying.content(), "type", "error"));
      var bytes = Json.bytes(body);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(saying.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
