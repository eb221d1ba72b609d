package ai.leadmetrics.http.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections belong to no single client, and a request head has to arrive in time. */
class ConnectionsTest {
  private static final String HEAD = "GET / HTTP/1.1\r\nHost: localhost\r\n";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ActorTestKit kit =
      ActorTestKit.create("connections-test", ConfigFactory.load("leadmetrics-http"));
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final CompletableFuture<HttpResponse> later = new CompletableFuture<>();
  private final CompletableFuture<Boolean> begun = new CompletableFuture<>();
  private final AtomicInteger warmUps = new AtomicInteger();
  private final List<Socket> sockets = new ArrayList<>();
  private InetSocketAddress address = new InetSocketAddress(0);

  @AfterEach
  void stop() throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
    kit.shutdownTestKit();
  }

  private void start(String config) {
    var defaults = ConfigFactory.load("leadmetrics-http").getConfig("leadmetrics.http");
    address =
        new Connections(
                kit.system(),
                ConfigFactory.parseString(
                        "warm-up = 0\n" + config + "\ninterface = 127.0.0.1, port = 0")
                    .withFallback(defaults),
                metrics,
                this::answer)
            .bind()
            .toCompletableFuture()
            .join();
  }

  private CompletionStage<HttpResponse> answer(HttpRequest request) {
    if (request.getUri().path().equals("/webhooks/none/none")) {
      warmUps.incrementAndGet();
    }
    if (request.getUri().path().equals("/later")) {
      begun.complete(true);
      return later;
    }
    return CompletableFuture.completedFuture(
        HttpResponse.create()
            .withEntity(
                request
                    .getAttribute(AttributeKeys.remoteAddress)
                    .flatMap(remote -> remote.getAddress())
                    .map(InetAddress::getHostAddress)
                    .orElse("unknown")));
  }

  private Socket connect(String from) throws IOException {
    var socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
    socket.connect(address);
    socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    sockets.add(socket);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String first(InputStream in) throws IOException {
    return new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
  }

  private static String whole(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  private double open() {
    return metrics.get("leadmetrics.http.connections").gauge().value();
  }

  private void awaitOpen(int count) {
    kit.createTestProbe()
        .awaitAssert(
            PATIENCE,
            () -> {
              assertThat(open()).isEqualTo(count);
              return count;
            });
  }

  @Test
  void requestsSayWhereTheyComeFrom() throws IOException {
    start("");
    var socket = connect("127.0.0.2");
    send(socket, HEAD + "Connection: close\r\n\r\n");
    assertThat(whole(socket)).startsWith("HTTP/1.1 200 ").endsWith("127.0.0.2");
    awaitOpen(0);
  }

  @Test
  void aHeadThatTricklesInEndsTheConnection() throws IOException {
    start("head-timeout = 300ms");
    var slow = connect("127.0.0.1");
    send(slow, "GET / HT");
    assertThat(whole(slow)).doesNotContain("200");
    awaitOpen(0);
  }

  @Test
  void aSecondHeadHasADeadlineToo() throws IOException {
    start("head-timeout = 300ms");
    var socket = connect("127.0.0.1");
    send(socket, HEAD + "\r\n");
    assertThat(first(socket.getInputStream())).isEqualTo("HTTP/1.1 200");
    send(socket, HEAD);
    assertThat(whole(socket)).doesNotContain("200");
  }

  @Test
  void anAnswerMayTakeLongerThanAHead() throws IOException {
    start("head-timeout = 100ms");
    var socket = connect("127.0.0.1");
    send(socket, HEAD.replace("GET /", "GET /later") + "\r\n");
    begun.join();
    kit.createTestProbe().expectNoMessage(Duration.ofMillis(300));
    later.complete(HttpResponse.create());
    assertThat(first(socket.getInputStream())).isEqualTo("HTTP/1.1 200");
  }

  @Test
  void aSourceThatHoldsItsShareLosesItsOldestIdleConnection() throws IOException {
    start("connections { total = 10, share = 0.5 }");
    var held = new ArrayList<Socket>();
    for (int i = 0; i < 20; i++) {
      var socket = connect("127.0.0.1");
      send(socket, "GET ");
      held.add(socket);
    }
    assertThat(whole(held.getFirst())).doesNotContain("200");
    var same = connect("127.0.0.1");
    send(same, HEAD + "\r\n");
    assertThat(first(same.getInputStream())).isEqualTo("HTTP/1.1 200");
    var other = connect("127.0.0.2");
    send(other, HEAD + "\r\n");
    assertThat(first(other.getInputStream())).isEqualTo("HTTP/1.1 200");
    assertThat(open()).isLessThan(10);
  }

  @Test
  void aSourceWithAllItsConnectionsAtWorkIsToldToWait() throws IOException {
    start("connections { total = 4, share = 0.5 }");
    send(connect("127.0.0.1"), HEAD.replace("GET /", "GET /later") + "\r\n");
    begun.join();
    var second = connect("127.0.0.1");
    send(second, HEAD + "\r\n");
    assertThat(whole(second)).startsWith("HTTP/1.1 429 ").contains("Retry-After: 5");
  }

  @Test
  void behindAProxyItsConnectionsAreNotCountedBySource() throws IOException {
    start("connections { total = 4, share = 0.5 }, behind-proxy = true");
    for (int i = 0; i < 4; i++) {
      var socket = connect("127.0.0.1");
      send(socket, HEAD + "\r\n");
      assertThat(first(socket.getInputStream())).isEqualTo("HTTP/1.1 200");
    }
    awaitOpen(4);
  }

  @Test
  void servesWithinTheNodeBeforeItListens() throws IOException {
    start("warm-up = 200");

    assertThat(warmUps).hasValue(200);
    awaitOpen(0);
    var socket = connect("127.0.0.1");
    send(socket, HEAD + "\r\n");
    assertThat(first(socket.getInputStream())).isEqualTo("HTTP/1.1 200");
  }

  @Test
  void stoppingLetsRequestsInFlightEnd() throws IOException {
    start("stop-timeout = 10s");
    var idle = connect("127.0.0.1");
    send(idle, HEAD + "\r\n");
    assertThat(first(idle.getInputStream())).isEqualTo("HTTP/1.1 200");
    var busy = connect("127.0.0.1");
    send(busy, HEAD.replace("GET /", "GET /later") + "\r\n");
    begun.join();
    var stopped = CoordinatedShutdown.get(kit.system()).runAll(CoordinatedShutdown.unknownReason());
    awaitEnd(idle);
    later.complete(HttpResponse.create());
    assertThat(whole(busy)).startsWith("HTTP/1.1 200");
    stopped.toCompletableFuture().join();
  }

  /** A connection ends by a reset where its last byte crosses the end. */
  private static void awaitEnd(Socket socket) throws IOException {
    try {
      socket.getInputStream().readAllBytes();
    } catch (SocketException _) {
      // Ended all the same.
    }
  }
}
