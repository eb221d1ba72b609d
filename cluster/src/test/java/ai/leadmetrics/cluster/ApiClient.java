package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.identity.UserStore;
import ai.leadmetrics.streams.kit.Platform;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Somebody who uses the API over real HTTP. */
final class ApiClient {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI base;
  private final @Nullable String token;

  private ApiClient(URI base, @Nullable String token) {
    this.base = base;
    this.token = token;
  }

  static ApiClient anonymous(Platform platform) {
    var port = platform.config().getInt("leadmetrics.http.port");
    return new ApiClient(URI.create("http://127.0.0.1:" + port), null);
  }

  /** A new user of a tenant (or of the platform), signed in. */
  static ApiClient signedIn(Platform platform, @Nullable TenantId tenant, Role role) {
    var email = UUID.randomUUID() + "@users.test";
    new UserStore(platform.database(), platform.config())
        .put(tenant, email, "Asha", role, "correct horse")
        .toCompletableFuture()
        .join();
    var client = anonymous(platform);
    var answer =
        client.post(
            "/api/v1/auth/sign-in", "{\"email\":\"" + email + "\",\"password\":\"correct horse\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ApiClient(client.base, tree(answer).get("token").asText());
  }

  HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(base.resolve(path));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  HttpResponse<String> put(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json)));
  }

  static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static JsonNode tree(HttpResponse<String> response) {
    return Json.read(response.body(), JsonNode.class);
  }

  /** The problem's code. */
  static String code(HttpResponse<String> response) {
    return tree(response).path("code").asText();
  }

  String ticket() {
    return tree(post("/api/v1/live/tickets", "{}")).get("ticket").asText();
  }

  /** An open live socket. */
  Socket live() {
    return live(ticket());
  }

  Socket live(String ticket) {
    return open(ticket, HTTP.newWebSocketBuilder());
  }

  /** As a page of the origin would. */
  Socket live(String ticket, String origin) {
    return open(ticket, HTTP.newWebSocketBuilder().header("Origin", origin));
  }

  private Socket open(String ticket, WebSocket.Builder builder) {
    var socket = new Socket();
    socket.socket = builder.buildAsync(live(base, ticket), socket).join();
    return socket;
  }

  private static URI live(URI base, String ticket) {
    return URI.create("ws://" + base.getAuthority() + "/live?ticket=" + ticket);
  }

  /** What the server says on a live socket. */
  static final class Socket implements WebSocket.Listener {
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    final CompletableFuture<Boolean> closed = new CompletableFuture<>();
    private @Nullable WebSocket socket;

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        messages.add(Json.read(part.toString(), JsonNode.class));
        part.setLength(0);
      }
      webSocket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
      closed.complete(true);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      closed.complete(true);
    }

    void say(String json) {
      socket.sendText(json, true).join();
    }

    void drop() {
      socket.abort();
    }

    /** The next message that fits; others before it are dropped. */
    JsonNode await(Predicate<JsonNode> wanted) {
      try {
        while (true) {
          var message = messages.poll(20, TimeUnit.SECONDS);
          assertThat(message).as("a message within 20 s").isNotNull();
          if (wanted.test(message)) {
            return message;
          }
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    JsonNode await(String op) {
      return await(message -> message.get("op").asText().equals(op));
    }

    /** Everything that has come and was not asked for yet. */
    List<JsonNode> rest() {
      var all = new ArrayList<JsonNode>();
      messages.drainTo(all);
      return all;
    }
  }
}
