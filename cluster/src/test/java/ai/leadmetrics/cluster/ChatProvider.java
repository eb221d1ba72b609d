package ai.leadmetrics.cluster;

import ai.leadmetrics.protocol.kit.Json;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A model provider that speaks the chat completions API over real HTTP. */
final class ChatProvider implements AutoCloseable {
  /**
   * What it answers.
   *
   * @param content of the message, or of the error where the status is not 200
   */
  record Saying(int status, String content) {
    static Saying answer(String reply) {
      return new Saying(
          200,
          Json.text(Map.of("reply", reply, "action", "none", "confidence", 0.9, "language", "en")));
    }
  }

  private final HttpServer server;
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final Function<String, Saying> says;

  /**
   * @param says given the prompt's document; may block for as long as the model shall think
   */
  ChatProvider(Function<String, Saying> says) {
    this.says = says;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/chat/completions", this::answer);
    server.start();
  }

  String baseUrl() {
    return "http://localhost:" + server.getAddress().getPort() + "/v1";
  }

  /** The documents it was asked about, in order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = Json.tree(exchange.getRequestBody().readAllBytes());
      var document = request.path("messages").path(1).path("content").asText();
      asked.add(document);
      var saying = says.apply(document);
      var body =
          saying.status() == 200
              ? Map.of(
                  "id",
                  "chatcmpl-1",
                  "model",
                  "test-model",
                  "choices",
                  List.of(
                      Map.of(
                          "index",
                          0,
                          "finish_reason",
                          "stop",
                          "message",
                          Map.of("role", "assistant", "content", saying.content()))))
              : Map.of("error", Map.of("message", saying.content()));
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
