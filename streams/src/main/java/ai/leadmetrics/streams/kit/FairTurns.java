package ai.leadmetrics.streams.kit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous work that many keys share: keys take turns, and none runs more than its share at
 * once. Work of one key is begun in the order in which it was given. After a failure nothing more
 * is begun: everything that waits fails the same way.
 */
public final class FairTurns<K> {
  private final int parallelism;
  private final int perKey;
  private final Map<K, Lane> lanes = new HashMap<>();
  private final Deque<Lane> turns = new ArrayDeque<>();
  private int running;
  private boolean starting;
  private @Nullable Throwable failure;

  /**
   * @param parallelism at work at once, over all keys
   * @param perKey of one key at work at once
   */
  public FairTurns(int parallelism, int perKey) {
    if (parallelism < 1 || perKey < 1) {
      throw new IllegalArgumentException("needs parallelism >= 1 and perKey >= 1");
    }
    this.parallelism = parallelism;
    this.perKey = perKey;
  }

  /** Work of one key, one after the other in the order in which it was given. */
  public static <K> FairTurns<K> oneByOne() {
    return new FairTurns<>(Integer.MAX_VALUE, 1);
  }

  /** Begins the work when it is the key's turn; completes as the work does. */
  public <T> CompletionStage<T> run(K key, Supplier<CompletionStage<T>> work) {
    var result = new CompletableFuture<T>();
    var task = new Task<>(work, result);
    synchronized (this) {
      if (failure != null) {
        result.completeExceptionally(failure);
        return result;
      }
      var lane = lanes.computeIfAbsent(key, Lane::new);
      lane.waiting.add(task);
      queue(lane);
    }
    start();
    return result;
  }

  /** What was given for a key and is not done yet. */
  public synchronized int unfinished(K key) {
    var lane = lanes.get(key);
    return lane == null ? 0 : lane.running + lane.waiting.size();
  }

  private final class Lane {
    final K key;
    final Deque<Task<?>> waiting = new ArrayDeque<>();
    int running;
    boolean inTurn;

    Lane(K key) {
      this.key = key;
    }
  }

  private record Task<T>(Supplier<CompletionStage<T>> work, CompletableFuture<T> result) {}

  private record Start<K>(FairTurns<K>.Lane lane, Task<?> task) {}

  private void queue(Lane lane) {
    if (!lane.inTurn && !lane.waiting.isEmpty() && lane.running < perKey) {
      lane.inTurn = true;
      turns.add(lane);
    }
  }

  /** One thread at a time, in a loop: work that is done at once must not nest. */
  private void start() {
    synchronized (this) {
      if (starting) {
        return;
      }
      starting = true;
    }
    for (var next = next(); next != null; next = next()) {
      begin(next.lane(), next.task());
    }
  }

  private synchronized @Nullable Start<K> next() {
    var lane = running < parallelism ? turns.poll() : null;
    if (lane == null) {
      starting = false;
      return null;
    }
    lane.inTurn = false;
    var task = lane.waiting.remove();
    lane.running++;
    running++;
    queue(lane);
    return new Start<>(lane, task);
  }

  private <T> void begin(Lane lane, Task<T> task) {
    CompletionStage<T> work;
    try {
      work = task.work().get();
    } catch (RuntimeException | Error e) {
      work = CompletableFuture.failedFuture(e);
    }
    work.whenComplete(
        (result, cause) -> {
          ended(lane, cause);
          if (cause == null) {
            task.result().complete(result);
          } else {
            task.result().completeExceptionally(cause);
          }
          start();
        });
  }

  private void ended(Lane lane, @Nullable Throwable cause) {
    List<Task<?>> dropped = List.of();
    synchronized (this) {
      running--;
      lane.running--;
      if (cause != null && failure == null) {
        failure = cause;
        dropped = new ArrayList<>();
        for (var other : lanes.values()) {
          dropped.addAll(other.waiting);
          other.waiting.clear();
          other.inTurn = false;
        }
        turns.clear();
      }
      queue(lane);
      if (lane.running == 0 && lane.waiting.isEmpty()) {
        lanes.remove(lane.key);
      }
    }
    dropped.forEach(task -> task.result().completeExceptionally(cause));
  }
}
