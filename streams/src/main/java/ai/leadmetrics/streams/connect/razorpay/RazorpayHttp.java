package ai.leadmetrics.streams.connect.razorpay;

import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.PaymentGateway.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Authorization;
import org.apache.pekko.http.javadsl.settings.ClientConnectionSettings;
import org.apache.pekko.http.javadsl.settings.ConnectionPoolSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls Razorpay's REST API; never logs a body or a credential. */
final class RazorpayHttp {
  private static final Logger LOG = LoggerFactory.getLogger(RazorpayHttp.class);
  private static final long LARGEST_ANSWER = 1024 * 1024;
  private static final String UNKNOWN_ID = "id provided does not exist";

  private final ActorSystem<?> system;
  private final ConnectionPoolSettings pool;
  private final String base;
  private final Duration timeout;

  RazorpayHttp(ActorSystem<?> system, Config config) {
    this.system = system;
    this.base = config.getString("api-url") + "/v1/";
    this.timeout = config.getDuration("request-timeout");
    var connection =
        ClientConnectionSettings.create(system.settings().config())
            .withConnectingTimeout(config.getDuration("connect-timeout"))
            .withIdleTimeout(timeout.plusSeconds(1));
    this.pool =
        ConnectionPoolSettings.create(system.settings().config())
            .withConnectionSettings(connection)
            .withMaxConnections(config.getInt("connections"))
            // What may be repeated is decided by who calls.
            .withMaxRetries(0);
  }

  CompletionStage<Answer<JsonNode>> call(
      ConnectedChannel account, HttpMethod method, String path, @Nullable Object body) {
    var request =
        HttpRequest.create(base + path)
            .withMethod(method)
            .addHeader(
                Authorization.basic(
                    Objects.requireNonNullElse(account.externalId(), ""),
                    Objects.requireNonNullElse(account.accessToken(), "")));
    if (body != null) {
      request = request.withEntity(ContentTypes.APPLICATION_JSON, Json.bytes(body));
    }
    var http = Http.get(system);
    return http.singleRequest(
            request, http.defaultClientHttpsContext(), pool, system.classicSystem().log())
        .thenCompose(this::read)
        .toCompletableFuture()
        .copy()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            failure -> {
              LOG.warn("{} {} got no answer: {}", method.value(), path, failure.toString());
              return new Answer.Unknown<>("no_answer");
            });
  }

  private CompletionStage<Answer<JsonNode>> read(HttpResponse response) {
    int status = response.status().intValue();
    return response
        .entity()
        .withSizeLimit(LARGEST_ANSWER)
        .toStrict(timeout.toMillis(), system)
        .thenApply(entity -> answer(status, entity.getData().toArrayUnsafe()));
  }

  private static Answer<JsonNode> answer(int status, byte[] body) {
    JsonNode json;
    try {
      json = Json.MAPPER.readTree(body);
    } catch (IOException _) {
      return new Answer.Unknown<>("unreadable_answer");
    }
    if (status >= 200 && status < 300) {
      return new Answer.Done<>(json);
    }
    // After a server's error nobody knows what was done; after a client's nothing was.
    if (status >= 500) {
      return new Answer.Unknown<>("status_" + status);
    }
    var error = json.path("error");
    var description = error.path("description").asText("");
    return new Answer.Refused<>(code(status, error, description), description);
  }

  private static String code(int status, JsonNode error, String description) {
    if (status == 429) {
      return "rate_limited";
    }
    // Razorpay's code is that of every bad request; only its words tell that an id is unknown.
    return description.contains(UNKNOWN_ID)
        ? Answer.Refused.NOT_FOUND
        : error.path("code").asText("status_" + status);
  }
}
