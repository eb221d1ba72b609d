package ai.leadmetrics.cluster.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks at TCP ports before a service fails on one with a stack trace. */
public final class Ports {
  private Ports() {}

  /** Whether this machine would let a service listen there. */
  public static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * @param setting the environment variable that changes the port
   * @throws StartupException when something else listens there
   */
  public static void requireFree(int port, String service, String setting) {
    if (!isFree(port)) {
      throw new StartupException(
          "Port " + port + " for " + service + " is in use.",
          "Stop what listens there, or choose another port: " + setting + "=" + (port + 1000));
    }
  }

  /** A port nobody listens on now. */
  public static int free() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
