package ai.leadmetrics.cluster;

import ai.leadmetrics.protocol.kit.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A caller of the API or of any other JSON server. */
public final class TestClient {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final String url;
  private final @Nullable String token;

  /** An answer; {@code json} is a missing node where the body is none. */
  public record Answer(int status, String text, JsonNode json) {}

  public TestClient(String url) {
    this(url, null);
  }

  private TestClient(String url, @Nullable String token) {
    this.url = url;
    this.token = token;
  }

  /** The same caller, signed in. */
  public TestClient signIn(String email, String password) {
    var answer = post("/api/v1/auth/sign-in", Map.of("email", email, "password", password));
    if (answer.status() != 200) {
      throw new AssertionError("sign-in answered " + answer);
    }
    return new TestClient(url, answer.json().path("token").asText());
  }

  /** The same caller, with a token of whatever kind. */
  public TestClient bearing(String other) {
    return new TestClient(url, other);
  }

  /** The session's token. */
  public String token() {
    return Objects.requireNonNull(token, "not signed in");
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  /** Sends JSON. */
  public Answer post(String path, Object body) {
    return post(path, Json.bytes(body), Map.of("Content-Type", "application/json"));
  }

  /** Replaces what is at {@code path}. */
  public Answer put(String path, Object body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofByteArray(Json.bytes(body))));
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  /** Sends bytes as they are. */
  public Answer post(String path, byte[] body, Map<String, String> headers) {
    var request = request(path).POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return send(request);
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
      var text = new String(response.body(), StandardCharsets.UTF_8);
      boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
      return new Answer(
          response.statusCode(),
          text,
          json ? Json.tree(response.body()) : MissingNode.getInstance());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
