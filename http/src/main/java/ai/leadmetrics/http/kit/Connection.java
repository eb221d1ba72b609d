package ai.leadmetrics.http.kit;

import org.jspecify.annotations.Nullable;

/** What is known of an open connection: whether a request of it is being answered. Thread-safe. */
final class Connection {
  private final String source;
  private long requests;
  private int inFlight;
  private boolean upgraded;
  private boolean draining;
  private @Nullable Runnable close;

  Connection(String source) {
    this.source = source;
  }

  String source() {
    return source;
  }

  /**
   * @param close ends the connection once what is being sent has been sent
   */
  synchronized void opened(Runnable close) {
    this.close = close;
    closeWhenDone();
  }

  /** The head of a request is complete. */
  synchronized void begin() {
    requests++;
    inFlight++;
  }

  /** A request has its answer. */
  synchronized void end(boolean upgrade) {
    inFlight--;
    upgraded |= upgrade;
    closeWhenDone();
  }

  /** Takes no further request. */
  synchronized void drain() {
    draining = true;
    closeWhenDone();
  }

  private void closeWhenDone() {
    if (draining && inFlight == 0 && close != null) {
      close.run();
    }
  }

  /** Whether the client has to send a request head, or the rest of one, before anything happens. */
  synchronized boolean awaitsHead() {
    return inFlight == 0 && !upgraded;
  }

  /** How many requests it has carried. */
  synchronized long requests() {
    return requests;
  }
}
