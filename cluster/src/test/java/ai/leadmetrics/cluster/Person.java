package ai.leadmetrics.cluster;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.identity.UserStore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Somebody signed in, with every method of HTTP at hand. */
record Person(String url, String id, String email, String token, String userAgent) {
  private static final String PROGRAM = "Java-http-client";
  static final String PASSWORD = "violet tram lantern 42 rock";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** An answer; {@code json} is a missing node where the body is none. */
  record Answer(int status, String text, JsonNode json) {
    String code() {
      return json.path("code").asText();
    }

    Stream<JsonNode> items() {
      return StreamSupport.stream(json.path("items").spliterator(), false);
    }
  }

  /** A new user of a tenant, or of the platform, signed in. */
  static Person of(TestPlatform platform, @Nullable TenantId tenant, Role role, String name) {
    var email = UUID.randomUUID() + "@people.example";
    var node = platform.node().platform();
    new UserStore(node.database(), node.config())
        .put(tenant, email, name, role, PASSWORD)
        .toCompletableFuture()
        .join();
    return signIn(platform, email, PASSWORD);
  }

  static Person signIn(TestPlatform platform, String email, String password) {
    var answer =
        anonymous(platform)
            .send("POST", "/api/v1/auth/sign-in", Map.of("email", email, "password", password));
    if (answer.status != 200) {
      throw new AssertionError("sign-in answered " + answer);
    }
    return of(platform, answer);
  }

  /** Whoever an answer has signed in. */
  static Person of(TestPlatform platform, Answer signedIn) {
    var user = signedIn.json.path("user");
    return new Person(
        platform.url(),
        user.path("id").asText(),
        user.path("email").asText(),
        signedIn.json.path("token").asText(),
        PROGRAM);
  }

  static Person anonymous(TestPlatform platform) {
    return as(platform, PROGRAM);
  }

  /** Nobody yet, with a program or browser of their choice. */
  static Person as(TestPlatform platform, String userAgent) {
    return new Person(platform.url(), "", "", "", userAgent);
  }

  Answer get(String path) {
    return send("GET", path, null);
  }

  Answer post(String path, Object body) {
    return send("POST", path, body);
  }

  Answer put(String path, Object body) {
    return send("PUT", path, body);
  }

  Answer delete(String path) {
    return send("DELETE", path, null);
  }

  private Answer send(String method, String path, @Nullable Object body) {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(Json.bytes(body)));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    request.header("User-Agent", userAgent);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
      return new Answer(
          response.statusCode(),
          response.body(),
          json ? Json.read(response.body(), JsonNode.class) : MissingNode.getInstance());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
