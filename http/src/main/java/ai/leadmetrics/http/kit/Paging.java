package ai.leadmetrics.http.kit;

import ai.leadmetrics.protocol.kit.CommonError;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What lists and details have in common. */
public final class Paging {
  private Paging() {}

  /** Runs a query that understands cursors; one it does not understand is the caller's mistake. */
  public static <T> CompletionStage<T> query(Supplier<CompletionStage<T>> query) {
    CompletionStage<T> result;
    try {
      result = query.get();
    } catch (IllegalArgumentException e) {
      result = CompletableFuture.failedFuture(e);
    }
    return result.exceptionallyCompose(
        failure ->
            CompletableFuture.failedFuture(
                Responses.unwrap(failure) instanceof IllegalArgumentException
                    ? ProblemException.invalid("cursor", "invalid", "is not a cursor of this list")
                    : failure));
  }

  /** What is not there answers like what is somebody else's. */
  public static <T> T found(Optional<T> result) {
    return result.orElseThrow(() -> new ProblemException(CommonError.NOT_FOUND));
  }
}
