package ai.leadmetrics.streams.kit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What this node holds of one shared bucket, so that not every single one has to be asked for. */
final class QuotaLease {
  private static final Duration NOW = Duration.ZERO;

  private long held;
  private QuotaActor.Lease last = new QuotaActor.Lease(0, 0, 0, 0);
  private @Nullable CompletionStage<QuotaActor.Lease> asked;

  /**
   * @param ask takes up to so many from the shared bucket
   */
  CompletionStage<Quotas.Taken> take(
      LongFunction<CompletionStage<QuotaActor.Lease>> ask, long portion) {
    CompletionStage<QuotaActor.Lease> pending;
    synchronized (this) {
      if (held > 0) {
        held--;
        return CompletableFuture.completedFuture(granted());
      }
      if (portion == 1) {
        return ask.apply(1).thenApply(QuotaLease::taken);
      }
      if (asked == null) {
        var answer = ask.apply(portion).whenComplete((lease, _) -> arrived(lease));
        asked = answer.toCompletableFuture().isDone() ? null : answer;
        pending = answer;
      } else {
        pending = asked;
      }
    }
    // Everybody who waits tries again: whoever comes too late asks for the next portion.
    return pending.thenCompose(
        lease ->
            lease.granted() == 0
                ? CompletableFuture.completedFuture(taken(lease))
                : take(ask, portion));
  }

  private synchronized void arrived(QuotaActor.@Nullable Lease lease) {
    asked = null;
    if (lease != null) {
      held += lease.granted();
      last = lease;
    }
  }

  private Quotas.Taken granted() {
    return new Quotas.Taken(true, last.remaining() + held, NOW, Duration.ofNanos(last.fullNanos()));
  }

  private static Quotas.Taken taken(QuotaActor.Lease lease) {
    return new Quotas.Taken(
        lease.granted() > 0,
        lease.remaining(),
        Duration.ofNanos(lease.waitNanos()),
        Duration.ofNanos(lease.fullNanos()));
  }
}
