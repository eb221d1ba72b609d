package ai.leadmetrics.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** The product's webhook: keeps what arrives, and answers as told. */
final class Receiver implements AutoCloseable {
  /** A delivery, with the bytes as they arrived. */
  record Delivery(byte[] raw, String signature, int answered) {
    JsonNode value() {
      try {
        return Json.parse(raw).at("/entry/0/changes/0/value");
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    String status() {
      return value().at("/statuses/0/status").asText();
    }
  }

  private final HttpServer server;
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
  private final Queue<Integer> answers = new ArrayDeque<>();

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** The next deliveries get these statuses, the rest 200. */
  void answers(Integer... statuses) {
    synchronized (answers) {
      answers.addAll(List.of(statuses));
    }
  }

  List<Delivery> deliveries() {
    return deliveries;
  }

  List<String> statuses() {
    return deliveries.stream().map(Delivery::status).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    var query = exchange.getRequestURI().getQuery();
    if ("GET".equals(exchange.getRequestMethod())) {
      var verified = query.contains("hub.verify_token=let-me-in");
      var challenge = query.substring(query.indexOf("hub.challenge=") + 14);
      answer(exchange, verified ? 200 : 403, challenge);
      return;
    }
    int status;
    synchronized (answers) {
      status = answers.isEmpty() ? 200 : answers.remove();
    }
    var signature = exchange.getRequestHeaders().getFirst("X-Hub-Signature-256");
    deliveries.add(new Delivery(exchange.getRequestBody().readAllBytes(), signature, status));
    answer(exchange, status, "ok");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
