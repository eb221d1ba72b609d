package ai.leadmetrics.streams.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidcHttpTest {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final OidcHttp http =
      new OidcHttp(ConfigFactory.parseString("timeout = 2s, max-body = 1KiB"), threads);
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    answer("/good", 200, "{}");
    answer("/large", 200, "x".repeat(1025));
    answer("/broken", 500, "{}");
    answer("/refuses", 400, "{}");
    answer("/elsewhere", 302, "");
    server.createContext(
        "/silent",
        _ -> {
          try {
            closing.await(10, TimeUnit.SECONDS);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  private void answer(String path, int status, String body) {
    server.createContext(
        path,
        exchange -> {
          var bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Location", "/good");
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  @AfterEach
  void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  @Test
  void readsAnswers() {
    assertThat(http.get(at("/good"))).isEqualTo("{}");
    assertThat(http.post(at("/good"), "a=b")).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/silent", "/broken", "/large"})
  void waitsForNobodyAndReadsNoBooks(String path) {
    assertThatThrownBy(() -> http.get(at(path)))
        .isInstanceOfSatisfying(OidcException.class, e -> assertThat(e.unavailable()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/refuses", "/elsewhere"})
  void takesNothingButSuccess(String path) {
    assertThatThrownBy(() -> http.get(at(path)))
        .isInstanceOfSatisfying(OidcException.class, e -> assertThat(e.unavailable()).isFalse());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://issuer.example/x", "http://127.0.0.1.evil.example/", "file:///etc/passwd"})
  void asksNobodyInTheOpen(String address) {
    assertThatThrownBy(() -> http.get(URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void offersOnlyWhatHasAClientId() {
    var config =
        ConfigFactory.parseString(
            """
            order = [google, other]
            google { name = Google, issuer = "https://a.example", client-id = "id",
              client-secret = "s", scopes = [openid], pkce = true, nonce = true,
              verified-claim = email_verified }
            other { client-id = "" }
            """);

    assertThat(OidcProvider.of(config)).extracting(OidcProvider::id).containsExactly("google");
  }
}
