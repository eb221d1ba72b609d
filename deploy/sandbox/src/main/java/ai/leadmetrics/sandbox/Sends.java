package ai.leadmetrics.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Every accepted send, the newest kept. Nothing is merged: a message sent twice is here twice. */
final class Sends {
  private static final int KEPT = 20_000;

  /** One accepted send. */
  record Accepted(
      long n,
      String id,
      String phoneNumberId,
      String to,
      String type,
      String text,
      String callbackData,
      Instant at) {}

  /** What is kept after a position, and the number accepted in all, forgotten ones included. */
  record Page(List<Accepted> items, long total) {}

  private final Deque<Accepted> kept = new ArrayDeque<>();
  private long last;
  private long total;

  synchronized Accepted add(String phoneNumberId, GraphRequest.Send send, Instant at) {
    var accepted =
        new Accepted(
            ++last,
            Ids.wamid(send.waId()),
            phoneNumberId,
            send.waId(),
            send.type(),
            send.text(),
            send.callbackData(),
            at);
    kept.addLast(accepted);
    total++;
    if (kept.size() > KEPT) {
      kept.removeFirst();
    }
    return accepted;
  }

  synchronized Page since(long n) {
    return new Page(kept.stream().filter(send -> send.n() > n).toList(), total);
  }

  /** Forgets everything but the position, so that a reader's {@code since} stays true. */
  synchronized void clear() {
    kept.clear();
    total = 0;
  }
}
