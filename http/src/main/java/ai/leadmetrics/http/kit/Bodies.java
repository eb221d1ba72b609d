package ai.leadmetrics.http.kit;

import ai.leadmetrics.protocol.kit.CommonError;
import com.typesafe.config.Config;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.util.ByteString;

/**
 * Reads request bodies within limits. What is held of them in memory comes out of one budget of the
 * node, of which every owner (tenant, user or source address) gets a share.
 */
public final class Bodies {
  /** How far a body that is refused is read and dropped, so that its sender sees the answer. */
  private static final long DISCARD = 32L << 20;

  /** What a chunk takes besides its bytes. */
  private static final int CHUNK = 64;

  private static final long RETRY_SECONDS = 2;

  private final SharedBudget budget;
  private final Duration timeout;
  private final Materializer materializer;

  /**
   * @param http {@code leadmetrics.http}
   */
  public Bodies(Config http, MeterRegistry metrics, Materializer materializer) {
    this.budget =
        new SharedBudget(http.getBytes("body-budget.total"), http.getDouble("body-budget.share"));
    this.timeout = http.getDuration("body-timeout");
    this.materializer = materializer;
    metrics.gauge("leadmetrics.http.bodies", budget, SharedBudget::used);
  }

  /**
   * Reads a whole body and hands it on. Its memory is accounted to the owner until the returned
   * stage is complete, however it ends.
   *
   * @param limit in bytes; a larger declared length is refused before anything is read
   * @throws ProblemException when declared too large; the stage fails so when it turns out to be,
   *     takes too long or finds no room
   */
  public <T> CompletionStage<T> use(
      HttpRequest request,
      long limit,
      String owner,
      Function<ByteString, CompletionStage<T>> handler) {
    var entity = request.entity();
    if (entity.getContentLengthOption().orElse(0) > limit) {
      throw new ProblemException(ApiError.TOO_LARGE);
    }
    var taken = new AtomicLong();
    return read(entity.withSizeLimit(limit), owner, taken)
        .thenCompose(handler)
        .whenComplete((_, _) -> budget.release(owner, taken.get()));
  }

  private CompletionStage<ByteString> read(HttpEntity entity, String owner, AtomicLong taken) {
    return entity
        .getDataBytes()
        .map(
            chunk -> {
              take(owner, chunk.length() + CHUNK, taken);
              return chunk;
            })
        .completionTimeout(timeout)
        .runFold(ByteString.emptyByteString(), ByteString::concat, materializer)
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    Responses.unwrap(failure) instanceof TimeoutException
                        ? new ProblemException(ApiError.TIMEOUT)
                        : failure));
  }

  private void take(String owner, long bytes, AtomicLong taken) {
    switch (budget.take(owner, bytes)) {
      case GRANTED -> taken.addAndGet(bytes);
      case OWN_SHARE_USED ->
          throw new ProblemException(Problem.of(CommonError.RATE_LIMITED), RETRY_SECONDS);
      case ALL_USED ->
          throw new ProblemException(Problem.of(CommonError.UNAVAILABLE), RETRY_SECONDS);
    }
  }

  /** Drops a body that nobody is going to read; the connection stays usable. */
  public void discard(HttpRequest request) {
    if (!(request.entity() instanceof HttpEntity.Strict)) {
      request.entity().withSizeLimit(DISCARD).discardBytes(materializer);
    }
  }
}
