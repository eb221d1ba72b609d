package ai.leadmetrics.cluster.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Sends requests over a fixed number of keep-alive connections, each the next one as soon as the
 * last is answered, from one thread: the generator shares the machine with what it measures, so it
 * must cost little.
 */
final class LoadGenerator {
  private static final int HEAD_LIMIT = 64 * 1024;

  /**
   * @param accepted answers with status 200
   * @param statuses how often each other status came
   * @param latency of accepted requests, in microseconds
   * @param nanos from the first request to the last answer
   */
  record Result(long accepted, Map<Integer, Long> statuses, Histogram latency, long nanos) {}

  /** A request under way on one connection. */
  private static final class Exchange {
    private final ByteBuffer in = ByteBuffer.allocate(HEAD_LIMIT);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private long sentAt;
    private boolean idle = true;
  }

  private final InetSocketAddress target;
  private final Supplier<ByteBuffer> requests;
  private final Histogram latency = new Histogram(60_000_000L, 3);
  private final Map<Integer, Long> statuses = new TreeMap<>();
  private long accepted;

  LoadGenerator(InetSocketAddress target, Supplier<ByteBuffer> requests) {
    this.target = target;
    this.requests = requests;
  }

  /** Runs for {@code duration}, then waits for the answers still due. */
  Result run(int connections, Duration duration) throws IOException {
    long begin = System.nanoTime();
    long end = begin + duration.toNanos();
    long last = begin;
    try (var selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        var channel = SocketChannel.open(target);
        channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        var key = channel.register(selector, SelectionKey.OP_READ, new Exchange());
        send(key);
      }
      int busy = connections;
      while (busy > 0) {
        if (selector.select(10_000) == 0 && System.nanoTime() > end + 30_000_000_000L) {
          throw new IOException(busy + " requests were not answered within 30 s");
        }
        var ready = selector.selectedKeys().iterator();
        while (ready.hasNext()) {
          var key = ready.next();
          ready.remove();
          if (key.isWritable()) {
            write(key);
          }
          if (key.isReadable() && answered(key)) {
            last = System.nanoTime();
            if (last < end) {
              send(key);
            } else {
              key.channel().close();
              busy--;
            }
          }
        }
      }
    }
    return new Result(accepted, statuses, latency, last - begin);
  }

  private void send(SelectionKey key) throws IOException {
    var exchange = (Exchange) key.attachment();
    exchange.out = requests.get();
    exchange.idle = false;
    exchange.sentAt = System.nanoTime();
    write(key);
  }

  private static void write(SelectionKey key) throws IOException {
    var exchange = (Exchange) key.attachment();
    ((SocketChannel) key.channel()).write(exchange.out);
    key.interestOps(
        exchange.out.hasRemaining()
            ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
            : SelectionKey.OP_READ);
  }

  /** Reads what is there; true when the answer is complete and counted. */
  private boolean answered(SelectionKey key) throws IOException {
    var exchange = (Exchange) key.attachment();
    if (((SocketChannel) key.channel()).read(exchange.in) < 0 || exchange.idle) {
      throw new IOException("the server closed a connection");
    }
    int length = exchange.in.position();
    var text = new String(exchange.in.array(), 0, length, US_ASCII);
    int headEnd = text.indexOf("\r\n\r\n");
    if (headEnd < 0 || length < headEnd + 4 + contentLength(text, headEnd)) {
      return false;
    }
    int status = Integer.parseInt(text, 9, 12, 10);
    if (status == 200) {
      accepted++;
      latency.recordValue((System.nanoTime() - exchange.sentAt) / 1000);
    } else {
      statuses.merge(status, 1L, Long::sum);
    }
    exchange.in.clear();
    exchange.idle = true;
    return true;
  }

  private static int contentLength(String text, int headEnd) {
    var name = "content-length:";
    for (int line = text.indexOf("\r\n"); line < headEnd; line = text.indexOf("\r\n", line + 2)) {
      if (text.regionMatches(true, line + 2, name, 0, name.length())) {
        int end = text.indexOf("\r\n", line + 2);
        return Integer.parseInt(text.substring(line + 2 + name.length(), end).trim());
      }
    }
    return 0;
  }
}
