package ai.leadmetrics.streams.billing;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;

/** Works through a list, one after the other. */
final class InTurn {
  private InTurn() {}

  /** One that fails keeps no other waiting; the first failure is told once all had their turn. */
  static <T> CompletionStage<Done> each(
      List<T> all, Function<? super T, ? extends CompletionStage<?>> work) {
    CompletionStage<Optional<Throwable>> last =
        CompletableFuture.completedFuture(Optional.<Throwable>empty());
    for (var one : all) {
      last =
          last.thenCompose(
              before ->
                  CompletableFuture.completedFuture(one)
                      .<Object>thenCompose(it -> work.apply(it).thenApply(_ -> Done.getInstance()))
                      .handle((_, failure) -> before.or(() -> Optional.ofNullable(failure))));
    }
    return last.thenCompose(
        failure ->
            failure
                .<CompletionStage<Done>>map(CompletableFuture::failedFuture)
                .orElseGet(() -> CompletableFuture.completedFuture(Done.getInstance())));
  }
}
