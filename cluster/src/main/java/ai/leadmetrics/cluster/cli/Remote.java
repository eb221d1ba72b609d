package ai.leadmetrics.cluster.cli;

import ai.leadmetrics.cluster.embedded.StartupException;
import ai.leadmetrics.protocol.kit.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A running node or sandbox, spoken to in JSON. */
final class Remote {
  private static final String SIGN_IN = "/api/v1/auth/sign-in";
  private static final String SECOND_STEP = "/api/v1/auth/second-factor";
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final String name;
  private final String url;
  private final @Nullable Credentials credentials;
  private volatile @Nullable String token;

  /**
   * @param code of an authenticator app, which works once
   */
  private record Credentials(String email, String password, @Nullable String code) {
    @Override
    public String toString() {
      return email;
    }
  }

  Remote(String name, String url) {
    this(name, url, null);
  }

  private Remote(String name, String url, @Nullable Credentials credentials) {
    this.name = name;
    this.url = url;
    this.credentials = credentials;
  }

  /** The same, signed in; also after its access has run out, which takes minutes. */
  Remote as(String email, String password, @Nullable String code) {
    var remote = new Remote(name, url, new Credentials(email, password, code));
    remote.signIn();
    return remote;
  }

  private void signIn() {
    if (credentials != null) {
      token = null;
      var wanted = Map.of("email", credentials.email, "password", credentials.password);
      var answer = post(SIGN_IN, wanted);
      if (answer.hasNonNull("challenge")) {
        answer = secondStep(answer.path("challenge").asText(), credentials.code);
      }
      token = answer.path("token").asText();
    }
  }

  private JsonNode secondStep(String challenge, @Nullable String code) {
    if (code == null) {
      throw new StartupException(
          "This account signs in with a second step.",
          "Give the code of its authenticator app: --code, or LEADMETRICS_OPERATOR_CODE.");
    }
    return post(
        SECOND_STEP, Map.of("challenge", challenge, "method", "totp", "code", code.strip()));
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
    try {
      var response = exchange(builder);
      if (response.statusCode() == 401 && token != null) {
        signIn();
        response = exchange(builder);
      }
      if (response.statusCode() == 404) {
        throw new NotFound(name + " knows no " + builder.build().uri().getPath());
      }
      if (response.statusCode() / 100 != 2) {
        throw new StartupException(
            "%s answered %d: %s".formatted(name, response.statusCode(), reason(response.body())),
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

  private HttpResponse<byte[]> exchange(HttpRequest.Builder builder)
      throws IOException, InterruptedException {
    var known = token;
    if (known != null) {
      builder.setHeader("Authorization", "Bearer " + known);
    }
    return client.send(builder.build(), BodyHandlers.ofByteArray());
  }

  /** What a problem says to people, with each field that is wrong; else the answer as it is. */
  private static String reason(byte[] body) {
    try {
      var problem = Json.tree(body);
      var reason = new StringBuilder(problem.path("detail").asText(problem.path("title").asText()));
      for (var field : problem.path("errors")) {
        reason
            .append("\n  ")
            .append(field.path("field").asText())
            .append(' ')
            .append(field.path("message").asText());
      }
      return reason.toString();
    } catch (RuntimeException _) {
      return new String(body, StandardCharsets.UTF_8);
    }
  }
}
