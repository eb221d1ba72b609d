package ai.leadmetrics.streams.connect.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.messaging.OutgoingMessage;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Outcome;
import ai.leadmetrics.streams.kit.Outcome.Refused;
import ai.leadmetrics.streams.kit.Outcome.RetryLater;
import ai.leadmetrics.streams.kit.Outcome.Scope;
import ai.leadmetrics.streams.kit.Outcome.Sent;
import ai.leadmetrics.streams.kit.Outcome.Unknown;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WhatsAppMessengerTest {
  private static final ActorTestKit KIT = ActorTestKit.create();

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private @Nullable HttpServer server;

  @AfterAll
  static void shutDown() {
    KIT.shutdownTestKit();
  }

  @AfterEach
  void stop() {
    over.countDown();
    if (server != null) {
      server.stop(0);
    }
    executor.close();
  }

  /** shridarpatil/whatomate#531: a user id in "to" is refused. */
  @Test
  void aPersonWithoutANumberIsReachedByTheirUserId() throws Exception {
    var messenger =
        messenger(serve(exchange -> answer(exchange, 200, "{\"messages\":[{\"id\":\"w\"}]}")), 8);
    get(messenger.send(channel("t0ken"), message("IN.13491208655302741918")));
    var body = Json.tree(bodies.getFirst().getBytes(StandardCharsets.UTF_8));
    assertThat(body.path("recipient").asText()).isEqualTo("IN.13491208655302741918");
    assertThat(body.has("to")).isFalse();
  }

  @Test
  void postsTheMessageWithTokenAndCallbackData() throws Exception {
    var authorization = new CopyOnWriteArrayList<String>();
    var paths = new CopyOnWriteArrayList<String>();
    var messenger =
        messenger(
            serve(
                exchange -> {
                  authorization.add(exchange.getRequestHeaders().getFirst("Authorization"));
                  paths.add(exchange.getRequestURI().getPath());
                  answer(exchange, 200, "{\"messages\":[{\"id\":\"wamid.7\"}]}");
                }),
            8);
    assertThat(send(messenger)).isEqualTo(new Sent("wamid.7"));
    assertThat(paths).containsExactly("/v20.0/55501/messages");
    assertThat(authorization).containsExactly("Bearer t0ken");
    var body = Json.tree(bodies.getFirst().getBytes(StandardCharsets.UTF_8));
    assertThat(body.path("to").asText()).isEqualTo("919812345678");
    assertThat(body.path("type").asText()).isEqualTo("text");
    assertThat(body.path("text").path("body").asText()).isEqualTo("नमस्ते 👋");
    assertThat(body.path("text").path("preview_url").asBoolean(true)).isFalse();
    assertThat(body.path("biz_opaque_callback_data").asText()).isEqualTo("conv_1a/msg_1");
  }

  @Test
  void passesOnHowLongToWait() throws Exception {
    var messenger =
        messenger(
            serve(
                exchange -> {
                  exchange.getResponseHeaders().set("Retry-After", "17");
                  answer(exchange, 429, "{\"error\":{\"code\":130429}}");
                }),
            8);
    assertThat(send(messenger))
        .isEqualTo(new RetryLater("130429", Duration.ofSeconds(17), Scope.CHANNEL));
  }

  @Test
  void anAnswerThatNeverComesIsUnknown() throws Exception {
    var messenger = messenger(serve(_ -> await()), 8);
    assertThat(send(messenger)).isEqualTo(new Unknown("timeout"));
  }

  @Test
  void aConnectionLostAfterTheRequestIsUnknown() throws Exception {
    var messenger = messenger(serve(HttpExchange::close), 8);
    assertThat(send(messenger)).isEqualTo(new Unknown("connection_lost"));
    assertThat(bodies).hasSize(1);
  }

  @Test
  void aRefusedConnectionSentNothing() throws Exception {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertThat(send(messenger("http://127.0.0.1:" + free, 8)))
        .isEqualTo(new RetryLater("unreachable", Duration.ZERO, Scope.CHANNEL));
  }

  @Test
  void aRequestThatFoundNoConnectionInTimeIsNeverSent() throws Exception {
    var messenger = messenger(serve(_ -> await()), 1);
    var first = messenger.send(channel("t0ken"), message());
    var second = messenger.send(channel("t0ken"), message());
    var outcomes = List.of(get(first), get(second));
    assertThat(outcomes)
        .containsExactlyInAnyOrder(
            new Unknown("timeout"), new RetryLater("unreachable", Duration.ZERO, Scope.CHANNEL));
    over.countDown();
    // Only the first body was ever complete.
    executor.shutdown();
    assertThat(executor.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    assertThat(bodies).hasSize(1);
  }

  @Test
  void aChannelWithoutTokenCannotSend() throws Exception {
    var messenger = messenger("http://127.0.0.1:1", 8);
    assertThat(get(messenger.send(channel(null), message())))
        .isEqualTo(new Refused(Outcome.CHANNEL_CREDENTIALS, "not_configured"));
  }

  private static WhatsAppMessenger messenger(String url, int connections) {
    var config =
        ConfigFactory.parseString(
                "leadmetrics.whatsapp { graph-url = \""
                    + url
                    + "\", request-timeout = 1s, connections = "
                    + connections
                    + " }")
            .withFallback(ConfigFactory.parseResources("leadmetrics-delivery.conf"))
            .resolve();
    return new WhatsAppMessenger(KIT.system(), config);
  }

  private String serve(HttpHandler handler) throws IOException {
    var started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    started.setExecutor(executor);
    started.createContext(
        "/",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          handler.handle(exchange);
        });
    started.start();
    server = started;
    return "http://127.0.0.1:" + started.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private void await() {
    try {
      over.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Outcome send(WhatsAppMessenger messenger) throws Exception {
    return get(messenger.send(channel("t0ken"), message()));
  }

  private static Outcome get(CompletionStage<Outcome> outcome) throws Exception {
    return outcome.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static ConnectedChannel channel(@Nullable String token) {
    return new ConnectedChannel(
        EntityId.parse("acme:chan_1a"),
        ChannelKind.WHATSAPP,
        "Desk",
        "key",
        "55501",
        true,
        "IN",
        "s",
        "v",
        token);
  }

  private static OutgoingMessage message() {
    return message("919812345678");
  }

  private static OutgoingMessage message(String address) {
    return new OutgoingMessage(
        EntityId.parse("acme:conv_1a"),
        "msg_1",
        EntityId.parse("acme:chan_1a"),
        ChannelKind.WHATSAPP,
        address,
        "नमस्ते 👋",
        Instant.parse("2026-11-21T12:00:00Z"),
        null);
  }
}
