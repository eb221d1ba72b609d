package ai.leadmetrics.cluster;

import ai.leadmetrics.streams.kit.Platform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What HTTP clients do not let one send: half a request. */
final class RawHttp {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private RawHttp() {}

  /** A connection to the node of a platform. */
  static Socket open(Platform platform) throws IOException {
    var socket =
        new Socket(
            InetAddress.getLoopbackAddress(), platform.config().getInt("leadmetrics.http.port"));
    socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    return socket;
  }

  /** The beginning of what is answered to these bytes. */
  static String answer(Platform platform, String request) throws IOException {
    try (var socket = open(platform)) {
      send(socket, request);
      var answer = socket.getInputStream().readNBytes(100);
      return new String(answer, StandardCharsets.ISO_8859_1);
    }
  }

  static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }
}
