package ai.leadmetrics.streams.kit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Lets a stream go on only while what it has taken and not finished stays below a size. */
public final class Gate {
  private final long limit;
  private long inside;
  private @Nullable Runnable waiting;

  public Gate(long limit) {
    this.limit = limit;
  }

  /**
   * Completes once there is room, for one caller at a time; something larger than the limit goes
   * through alone.
   */
  public CompletionStage<Void> enter(long size) {
    var entered = new CompletableFuture<Void>();
    synchronized (this) {
      if (inside > 0 && inside + size > limit) {
        waiting = () -> enter(size).thenAccept(entered::complete);
        return entered;
      }
      inside += size;
    }
    entered.complete(null);
    return entered;
  }

  public void leave(long size) {
    Runnable next;
    synchronized (this) {
      inside -= size;
      next = waiting;
      waiting = null;
    }
    if (next != null) {
      next.run();
    }
  }
}
