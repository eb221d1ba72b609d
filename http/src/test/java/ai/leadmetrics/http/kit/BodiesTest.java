package ai.leadmetrics.http.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.SystemMaterializer;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Memory for bodies belongs to no single sender. */
class BodiesTest {
  private static final ActorTestKit KIT = ActorTestKit.create("bodies-test");
  private static final int LIMIT = 10_000;

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Bodies bodies =
      new Bodies(
          ConfigFactory.parseString(
              "body-budget { total = 30000, share = 0.5 }, body-timeout = 200ms"),
          metrics,
          SystemMaterializer.get(KIT.system()).materializer());
  private final CompletableFuture<String> handler = new CompletableFuture<>();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private double used() {
    return metrics.get("leadmetrics.http.bodies").gauge().value();
  }

  private void awaitUsed(int atLeast) {
    KIT.createTestProbe()
        .awaitAssert(
            () -> {
              assertThat(used()).isGreaterThanOrEqualTo(atLeast);
              return used();
            });
  }

  private static HttpRequest chunked(Source<ByteString, ?> source) {
    return HttpRequest.POST("/")
        .withEntity(HttpEntities.createChunked(ContentTypes.APPLICATION_JSON, source));
  }

  private static HttpRequest of(int bytes) {
    return HttpRequest.POST("/")
        .withEntity(ContentTypes.APPLICATION_JSON, ByteString.fromArray(new byte[bytes]));
  }

  private CompletionStage<String> use(HttpRequest request, String owner) {
    return bodies.use(request, LIMIT, owner, _ -> handler);
  }

  private static @Nullable Problem problem(CompletionStage<String> answer) {
    return answer
        .handle(
            (_, failure) ->
                failure != null && Responses.unwrap(failure) instanceof ProblemException e
                    ? e.problem()
                    : null)
        .toCompletableFuture()
        .join();
  }

  private static int status(CompletionStage<String> answer) {
    var problem = problem(answer);
    return problem == null ? 200 : problem.status();
  }

  @Test
  void oneOwnerIsToldToWaitWhileOthersAreServed() {
    var first = use(of(8_000), "a");
    awaitUsed(8_000);

    assertThat(status(use(of(8_000), "a"))).isEqualTo(429);
    var other = use(of(8_000), "b");
    awaitUsed(16_000);

    handler.complete("done");
    assertThat(status(first)).isEqualTo(200);
    assertThat(status(other)).isEqualTo(200);
    assertThat(used()).isZero();
  }

  @Test
  void whatIsUsedUpByOthersIs503() {
    use(of(9_900), "a");
    use(of(9_900), "b");
    awaitUsed(19_000);

    assertThat(status(use(of(9_000), "c"))).isEqualTo(503);
  }

  @Test
  void aFailedHandlerGivesItsMemoryBack() {
    var failing = use(of(8_000), "a");
    handler.completeExceptionally(new ProblemException(ApiError.INTERNAL));
    assertThat(status(failing)).isEqualTo(500);
    assertThat(used()).isZero();
  }

  @Test
  void anAbortedBodyGivesItsMemoryBack() {
    var sent =
        Source.single(ByteString.fromArray(new byte[5_000]))
            .concat(Source.failed(new IllegalStateException("connection reset")));
    use(chunked(sent), "a").handle((_, failure) -> failure).toCompletableFuture().join();
    assertThat(used()).isZero();
  }

  @Test
  void aSlowBodyIsEndedAndGivesItsMemoryBack() {
    var sent = Source.single(ByteString.fromArray(new byte[5_000])).concat(Source.maybe());
    assertThat(status(use(chunked(sent), "a"))).isEqualTo(408);
    assertThat(used()).isZero();
  }

  @Test
  void tinyChunksCostWhatTheyTake() {
    var sent = Source.range(1, 9_000).map(_ -> ByteString.fromString("x"));
    assertThat(status(use(chunked(sent), "a"))).isEqualTo(429);
    assertThat(used()).isZero();
  }

  @Test
  void aDeclaredLengthBeyondTheLimitIsNotRead() {
    assertThat(
            catchThrowableOfType(ProblemException.class, () -> use(of(LIMIT + 1), "a"))
                .problem()
                .status())
        .isEqualTo(413);
    assertThat(used()).isZero();
  }
}
