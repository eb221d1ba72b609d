package ai.leadmetrics.cluster.cli;

import ai.leadmetrics.cluster.embedded.StartupException;
import ai.leadmetrics.protocol.kit.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A running node or sandbox, spoken to in JSON. */
final class Remote {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final String name;
  private final String url;
  private final @Nullable String token;

  Remote(String name, String url) {
    this(name, url, null);
  }

  private Remote(String name, String url, @Nullable String token) {
    this.name = name;
    this.url = url;
    this.token = token;
  }

  /** The same, signed in. */
  Remote as(String email, String password) {
    var session = post("/api/v1/auth/sign-in", Map.of("email", email, "password", password));
    return new Remote(name, url, session.path("token").asText());
  }

  JsonNode get(String path, Duration patience) {
    return send(HttpRequest.newBuilder(URI.create(url + path)).timeout(patience).GET());
  }

  /** What is at {@code path}; empty where there is nothing. */
  Optional<JsonNode> find(String path) {
    try {
      return Optional.of(get(path, Duration.ofSeconds(30)));
    } catch (NotFound _) {
      return Optional.empty();
    }
  }

  private static final class NotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotFound(String message) {
      super(message);
    }
  }

  JsonNode post(String path, Object body) {
    try {
      return sendPost(path, body);
    } catch (NotFound e) {
      throw new StartupException(
          String.valueOf(e.getMessage()), "Check the name; the portal's Overview lists the views.");
    }
  }

  private JsonNode sendPost(String path, Object body) {
    return send(
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.bytes(body))));
  }

  private JsonNode send(HttpRequest.Builder builder) {
    if (token != null) {
      builder.header("Authorization", "Bearer " + token);
    }
    try {
      var response = client.send(builder.build(), BodyHandlers.ofByteArray());
      if (response.statusCode() == 404) {
        throw new NotFound(name + " knows no " + builder.build().uri().getPath());
      }
      if (response.statusCode() / 100 != 2) {
        throw new StartupException(
            "%s answered %d: %s"
                .formatted(
                    name,
                    response.statusCode(),
                    new String(response.body(), StandardCharsets.UTF_8)),
            "Its log says more.");
      }
      return response.body().length == 0
          ? Json.tree("{}".getBytes(StandardCharsets.UTF_8))
          : Json.tree(response.body());
    } catch (IOException e) {
      throw new StartupException(
          name + " does not answer at " + url + ".",
          "Is it running? ./leadmetrics up starts it. The port comes from the same settings.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
