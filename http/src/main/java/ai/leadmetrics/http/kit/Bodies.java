package ai.leadmetrics.http.kit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.util.ByteString;

/** Reads request bodies within limits. */
public final class Bodies {
  /** How far a body that is refused is read and dropped, so that its sender sees the answer. */
  private static final long DISCARD = 32L << 20;

  private Bodies() {}

  /**
   * The whole body. A declared length over the limit is refused before anything is read.
   *
   * @throws ProblemException when declared too large; the stage fails so when it turns out to be
   */
  public static CompletionStage<ByteString> read(
      HttpRequest request, long limit, Duration timeout, Materializer materializer) {
    var entity = request.entity();
    if (entity.getContentLengthOption().orElse(0) > limit) {
      throw new ProblemException(ApiError.TOO_LARGE);
    }
    if (entity instanceof HttpEntity.Strict strict) {
      return CompletableFuture.completedFuture(strict.getData());
    }
    return entity
        .withSizeLimit(limit)
        .toStrict(timeout.toMillis(), limit + 1, materializer)
        .handle(
            (strict, failure) -> {
              if (failure == null) {
                return strict.getData();
              }
              var cause = Responses.unwrap(failure);
              throw cause instanceof TimeoutException
                  ? new ProblemException(ApiError.TIMEOUT)
                  : new CompletionException(cause);
            });
  }

  /** Drops a body that nobody is going to read; the connection stays usable. */
  public static void discard(HttpRequest request, Materializer materializer) {
    if (!(request.entity() instanceof HttpEntity.Strict)) {
      request.entity().withSizeLimit(DISCARD).discardBytes(materializer);
    }
  }
}
