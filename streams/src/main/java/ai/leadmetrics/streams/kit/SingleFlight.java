package ai.leadmetrics.streams.kit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One query at a time for everybody who asks it, so that a thousand who ask cost no more than one.
 */
public final class SingleFlight<T> {
  private final Supplier<CompletionStage<T>> query;
  private final Duration keep;
  private @Nullable CompletableFuture<T> running;
  private @Nullable CompletableFuture<T> next;
  private @Nullable CompletableFuture<T> last;
  private long lastAt;

  /**
   * @param keep how old an answer may be; zero: none that was asked for before the caller came
   */
  public SingleFlight(Supplier<CompletionStage<T>> query, Duration keep) {
    this.query = query;
    this.keep = keep;
  }

  /** The answer of a query that begins now, or of one that may be shared. */
  public synchronized CompletableFuture<T> ask() {
    if (last != null && System.nanoTime() - lastAt < keep.toNanos()) {
      return last.copy();
    }
    if (running == null) {
      // The query may have its answer at once: then nothing is running any more.
      var flight = new CompletableFuture<T>();
      running = flight;
      start(flight);
      return flight.copy();
    }
    if (keep.isPositive()) {
      return running.copy();
    }
    if (next == null) {
      next = new CompletableFuture<>();
    }
    return next.copy();
  }

  private void start(CompletableFuture<T> flight) {
    CompletionStage<T> answer;
    try {
      answer = query.get();
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    answer.whenComplete(
        (value, failure) -> {
          landed(flight);
          if (failure == null) {
            flight.complete(value);
          } else {
            flight.completeExceptionally(failure);
          }
        });
  }

  private synchronized void landed(CompletableFuture<T> flight) {
    last = flight;
    lastAt = System.nanoTime();
    var following = next;
    running = following;
    next = null;
    if (following != null) {
      start(following);
    }
  }
}
