package ai.leadmetrics.streams.connect.whatsapp;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.messaging.OutgoingMessage;
import ai.leadmetrics.streams.kit.ChannelCheck;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Messenger;
import ai.leadmetrics.streams.kit.Outcome;
import ai.leadmetrics.streams.kit.Outcome.Scope;
import ai.leadmetrics.streams.kit.TemplateCheck;
import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.HttpsConnectionContext;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Authorization;
import org.apache.pekko.http.javadsl.settings.ClientConnectionSettings;
import org.apache.pekko.http.javadsl.settings.ConnectionPoolSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends text messages and approved templates by the WhatsApp Cloud API. */
public final class WhatsAppMessenger implements Messenger {
  private static final Logger LOG = LoggerFactory.getLogger(WhatsAppMessenger.class);

  /**
   * Most answers are a few hundred bytes; a template in many languages has a few kilobytes each.
   */
  private static final long LARGEST_ANSWER = 512 * 1024;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern NUMBER = Pattern.compile("\\+?\\d+");

  private final ActorSystem<?> system;
  private final Http http;
  private final HttpsConnectionContext https;
  private final ConnectionPoolSettings pool;
  private final String base;
  private final Duration timeout;

  /** Reads {@code leadmetrics.whatsapp}. */
  public WhatsAppMessenger(ActorSystem<?> system, Config root) {
    var config = root.getConfig("leadmetrics.whatsapp");
    this.system = system;
    this.http = Http.get(system);
    this.https = http.defaultClientHttpsContext();
    this.base = config.getString("graph-url") + '/' + config.getString("api-version") + '/';
    this.timeout = config.getDuration("request-timeout");
    var connection =
        ClientConnectionSettings.create(system.settings().config())
            .withConnectingTimeout(config.getDuration("connect-timeout"))
            // A connection whose answer nobody waits for any more is closed.
            .withIdleTimeout(timeout.plusSeconds(1));
    this.pool =
        ConnectionPoolSettings.create(system.settings().config())
            .withConnectionSettings(connection)
            .withMaxConnections(config.getInt("connections"))
            .withMaxOpenRequests(config.getInt("open-requests"))
            // Retries and pauses are decided by delivery, which asks the conversation first.
            .withMaxRetries(0)
            .withBaseConnectionBackoff(Duration.ZERO)
            .withKeepAliveTimeout(config.getDuration("keep-alive"));
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.WHATSAPP;
  }

  @Override
  public CompletionStage<Outcome> send(ConnectedChannel channel, OutgoingMessage message) {
    var number = channel.externalId();
    var token = channel.accessToken();
    if (number == null || token == null) {
      return done(new Outcome.Refused(Outcome.CHANNEL_CREDENTIALS, "not_configured"));
    }
    var body = new OneShot(Json.bytes(body(message)));
    var request =
        HttpRequest.POST(base + number + "/messages")
            .addHeader(Authorization.oauth2(token))
            .withEntity(body.entity());
    var answer =
        http.singleRequest(request, https, pool, system.classicSystem().log())
            .thenCompose(this::read)
            .toCompletableFuture();
    return answer
        .copy()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(failure -> failed(body, failure));
  }

  @Override
  public CompletionStage<ChannelCheck> check(String externalId, String accessToken) {
    if (!ID.matcher(externalId).matches()) {
      return CompletableFuture.completedFuture(new ChannelCheck.NumberUnknown());
    }
    return ask(
        externalId + "?fields=verified_name,display_phone_number",
        accessToken,
        GraphAnswer::check,
        new ChannelCheck.TokenRefused("no token"),
        new ChannelCheck.Unavailable("unreachable"));
  }

  @Override
  public CompletionStage<TemplateCheck> template(
      ConnectedChannel channel, String account, String name, String language) {
    var token = channel.accessToken();
    if (token == null || !ID.matcher(account).matches() || !Templates.isName(name)) {
      return CompletableFuture.completedFuture(new TemplateCheck.Missing());
    }
    return ask(
        account
            + "/message_templates?fields=name,language,status,components&limit=100&name="
            + name,
        token,
        (status, body) -> Templates.check(status, body, account, name, language),
        new TemplateCheck.TokenRefused(),
        new TemplateCheck.Unavailable("unreachable"));
  }

  /** Asks for something that is there. */
  private <T> CompletionStage<T> ask(
      String path, String token, BiFunction<Integer, byte[], T> read, T noToken, T noAnswer) {
    HttpRequest request;
    try {
      request = HttpRequest.GET(base + path).addHeader(Authorization.oauth2(token));
    } catch (IllegalArgumentException _) {
      return CompletableFuture.completedFuture(noToken);
    }
    return http.singleRequest(request, https, pool, system.classicSystem().log())
        .thenCompose(response -> strict(response, read))
        .toCompletableFuture()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            failure -> {
              LOG.debug("no answer", failure);
              return noAnswer;
            });
  }

  private static Map<String, Object> body(OutgoingMessage message) {
    var template = message.template();
    var type = template == null ? "text" : "template";
    return Map.of(
        "messaging_product",
        "whatsapp",
        "recipient_type",
        "individual",
        // People without a number are reached by their business-scoped user id.
        NUMBER.matcher(message.address()).matches() ? "to" : "recipient",
        message.address(),
        "type",
        type,
        type,
        template == null
            ? Map.of("body", message.text(), "preview_url", false)
            : Templates.filled(template, message.text()),
        "biz_opaque_callback_data",
        CallbackData.of(message));
  }

  private CompletionStage<Outcome> read(HttpResponse response) {
    int status = response.status().intValue();
    var after =
        response
            .getHeader("Retry-After")
            .map(header -> seconds(header.value()))
            .orElse(Duration.ZERO);
    return strict(response, (_, body) -> GraphAnswer.read(status, after, body));
  }

  private <T> CompletionStage<T> strict(
      HttpResponse response, BiFunction<Integer, byte[], T> read) {
    return response
        .entity()
        .withSizeLimit(LARGEST_ANSWER)
        .toStrict(timeout.toMillis(), system)
        .thenApply(
            entity -> read.apply(response.status().intValue(), entity.getData().toArrayUnsafe()));
  }

  private static Outcome failed(OneShot body, Throwable failure) {
    var cause =
        failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure;
    if (body.abandon()) {
      LOG.debug("nothing was sent", cause);
      return new Outcome.RetryLater("unreachable", Duration.ZERO, Scope.CHANNEL);
    }
    LOG.debug("no answer", cause);
    return new Outcome.Unknown(cause instanceof TimeoutException ? "timeout" : "connection_lost");
  }

  /** The header's other form, a date, is not used by this provider. */
  private static Duration seconds(String text) {
    try {
      return Duration.ofSeconds(Math.clamp(Long.parseLong(text.strip()), 0, 3600));
    } catch (NumberFormatException _) {
      return Duration.ZERO;
    }
  }

  private static CompletionStage<Outcome> done(Outcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }
}
