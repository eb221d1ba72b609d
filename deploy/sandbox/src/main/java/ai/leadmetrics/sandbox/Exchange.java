package ai.leadmetrics.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** One request and its answer. */
final class Exchange {
  private static final int LARGEST_BODY = 1 << 20;

  private final HttpExchange http;
  private boolean answered;

  Exchange(HttpExchange http) {
    this.http = http;
  }

  String method() {
    return http.getRequestMethod();
  }

  String path() {
    return Objects.requireNonNullElse(http.getRequestURI().getPath(), "/");
  }

  /** A header's first value, or the empty string. */
  String header(String name) {
    return Objects.requireNonNullElse(http.getRequestHeaders().getFirst(name), "");
  }

  /** A query parameter, or the empty string. */
  String query(String name) {
    var query = Objects.requireNonNullElse(http.getRequestURI().getRawQuery(), "");
    for (var pair : query.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  long queryNumber(String name, long fallback) {
    var value = query(name);
    if (value.isEmpty()) {
      return fallback;
    }
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException _) {
      throw Refusal.of(400, name + " must be a whole number");
    }
  }

  /** The body as it came. */
  byte[] bytes() throws IOException {
    var bytes = http.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (bytes.length > LARGEST_BODY) {
      throw Refusal.of(413, "The body is larger than 1 MB");
    }
    return bytes;
  }

  /** The body as a JSON object; anything else reads as missing, for the caller to refuse. */
  JsonNode body() throws IOException {
    var bytes = bytes();
    try {
      return Json.parse(bytes);
    } catch (IOException _) {
      return Json.object().path("unreadable");
    }
  }

  /** The body as a form; of a field that comes twice the last counts. */
  Map<String, String> form() throws IOException {
    var bytes = http.getRequestBody().readNBytes(LARGEST_BODY);
    var form = new HashMap<String, String>();
    for (var pair : new String(bytes, StandardCharsets.UTF_8).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  Exchange with(String header, String value) {
    http.getResponseHeaders().set(header, value);
    return this;
  }

  void reply(int status, JsonNode body) throws IOException {
    reply(status, "application/json; charset=UTF-8", Json.plain(body));
  }

  void reply(int status, String contentType, byte[] body) throws IOException {
    with("Content-Type", contentType).with("X-Content-Type-Options", "nosniff");
    http.sendResponseHeaders(status, body.length);
    try (var out = http.getResponseBody()) {
      out.write(body);
    }
    answered = true;
  }

  void done() throws IOException {
    http.sendResponseHeaders(204, -1);
    answered = true;
  }

  /**
   * Closes the connection of a request that got no answer. After an answer it may already carry the
   * next request, and is left alone.
   */
  void close() {
    if (!answered) {
      http.close();
    }
  }
}
