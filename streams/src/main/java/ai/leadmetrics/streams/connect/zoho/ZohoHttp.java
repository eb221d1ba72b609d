package ai.leadmetrics.streams.connect.zoho;

import ai.leadmetrics.protocol.kit.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;

/** Calls Zoho's API with an access token that it renews when it must; logs neither. */
final class ZohoHttp {
  private static final long LARGEST_ANSWER = 1024 * 1024;

  /** So long before its end a token is not used any more. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final ActorSystem<?> system;
  private final Clock clock;
  private final Config config;
  private final Duration timeout;
  private volatile @Nullable Token token;

  private record Token(String value, Instant until) {}

  /**
   * @param json a missing node where there was no readable answer
   */
  record Told(int status, JsonNode json) {
    /** Zoho says in every answer how it went; zero is well. */
    boolean isWell() {
      return status >= 200 && status < 300 && json.path("code").asInt(-1) == 0;
    }

    /** The request itself is at fault; neither the account nor Zoho is. */
    boolean isRefusal() {
      return status >= 400 && status < 500 && status != 401 && status != 408 && status != 429;
    }

    String message() {
      return json.path("message").asText("status " + status);
    }
  }

  ZohoHttp(ActorSystem<?> system, Clock clock, Config config) {
    this.system = system;
    this.clock = clock;
    this.config = config;
    this.timeout = config.getDuration("request-timeout");
  }

  CompletionStage<Told> get(String path) {
    return call(HttpRequest.create(url(path)).withMethod(HttpMethods.GET), true);
  }

  CompletionStage<Told> post(String path, Object body) {
    return call(
        HttpRequest.create(url(path))
            .withMethod(HttpMethods.POST)
            .withEntity(ContentTypes.APPLICATION_JSON, Json.bytes(body)),
        true);
  }

  private String url(String path) {
    return config.getString("api-url")
        + "/books/v3/"
        + path
        + (path.contains("?") ? '&' : '?')
        + "organization_id="
        + encoded(config.getString("organization"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** A token may end before its time: then it is renewed, once. */
  private CompletionStage<Told> call(HttpRequest request, boolean again) {
    return token()
        .thenCompose(
            known ->
                send(
                    request.addHeader(
                        RawHeader.create("Authorization", "Zoho-oauthtoken " + known.value()))))
        .thenCompose(
            answer -> {
              if (answer.status() != 401 || !again) {
                return CompletableFuture.completedFuture(answer);
              }
              token = null;
              return call(request, false);
            });
  }

  private CompletionStage<Token> token() {
    var known = token;
    return known != null && clock.instant().isBefore(known.until())
        ? CompletableFuture.completedFuture(known)
        : renew();
  }

  private CompletionStage<Token> renew() {
    var form =
        Stream.of("refresh-token", "client-id", "client-secret")
            .map(name -> name.replace('-', '_') + '=' + encoded(config.getString(name)))
            .collect(Collectors.joining("&", "", "&grant_type=refresh_token"));
    var request =
        HttpRequest.create(config.getString("accounts-url") + "/oauth/v2/token")
            .withMethod(HttpMethods.POST)
            .withEntity(
                ContentTypes.create(
                    org.apache.pekko.http.javadsl.model.MediaTypes
                        .APPLICATION_X_WWW_FORM_URLENCODED),
                form.getBytes(StandardCharsets.UTF_8));
    return send(request)
        .thenApply(
            answer -> {
              var value = answer.json().path("access_token").asText("");
              if (value.isEmpty()) {
                // Zoho says 200 to a wrong token too, with the reason in the body.
                throw new IllegalStateException(
                    "no access token: " + answer.json().path("error").asText(answer.message()));
              }
              var lasts = Duration.ofSeconds(answer.json().path("expires_in").asLong(3600));
              var renewed = new Token(value, clock.instant().plus(lasts).minus(MARGIN));
              token = renewed;
              return renewed;
            });
  }

  private CompletionStage<Told> send(HttpRequest request) {
    return Http.get(system)
        .singleRequest(request)
        .thenCompose(this::read)
        .toCompletableFuture()
        .copy()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private CompletionStage<Told> read(HttpResponse response) {
    int status = response.status().intValue();
    return response
        .entity()
        .withSizeLimit(LARGEST_ANSWER)
        .toStrict(timeout.toMillis(), system)
        .thenApply(
            entity -> {
              try {
                return new Told(status, Json.MAPPER.readTree(entity.getData().toArrayUnsafe()));
              } catch (IOException _) {
                return new Told(status, Json.MAPPER.missingNode());
              }
            });
  }
}
