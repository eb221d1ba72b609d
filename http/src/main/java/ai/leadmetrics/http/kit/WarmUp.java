package ai.leadmetrics.http.kit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes connections to the node itself, each with a request whose body nobody wants, so that the
 * code that serves them is compiled when strangers come.
 */
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final int AT_ONCE = 16;
  private static final int TIMEOUT_MS = 5_000;
  private static final byte[] BODY = new byte[128 * 1024];
  private static final byte[] HEAD =
      """
      POST /webhooks/none/none HTTP/1.1\r
      Host: localhost\r
      Content-Type: application/json\r
      Content-Length: %d\r
      Connection: close\r
      \r
      """
          .formatted(BODY.length)
          .getBytes(StandardCharsets.US_ASCII);

  private final InetSocketAddress address;
  private final AtomicInteger left;

  WarmUp(InetSocketAddress address, int connections) {
    this.address = address;
    this.left = new AtomicInteger(connections);
  }

  /** Completes when all were answered, or refused; never fails. */
  CompletionStage<Void> run() {
    return CompletableFuture.allOf(
        IntStream.range(0, AT_ONCE)
            .mapToObj(_ -> CompletableFuture.runAsync(this::connect, Thread::startVirtualThread))
            .toArray(CompletableFuture[]::new));
  }

  private void connect() {
    while (left.decrementAndGet() >= 0) {
      try (var socket = new Socket()) {
        socket.setSoTimeout(TIMEOUT_MS);
        socket.connect(address, TIMEOUT_MS);
        socket.getOutputStream().write(HEAD);
        socket.getOutputStream().write(BODY);
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        LOG.debug("a connection of the warm-up broke", e);
      }
    }
  }
}
