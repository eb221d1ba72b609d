package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.cluster.Members;
import ai.leadmetrics.streams.kit.Quotas.Limit;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes of one cluster, over real connections. */
class QuotasIT {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Members NODES = Members.start("quotas");

  private final String key = UUID.randomUUID().toString();

  @BeforeAll
  static void join() {
    // The first answer takes the shard's start; waits until both nodes reach it.
    var warm = new Limit(1_000_000, HOUR);
    NODES
        .all()
        .forEach(
            node ->
                await()
                    .until(
                        () ->
                            Quotas.of(node)
                                    .take("warm", warm)
                                    .toCompletableFuture()
                                    .join()
                                    .remaining()
                                < 1_000_000));
  }

  @AfterAll
  static void stop() {
    NODES.close();
  }

  private long granted(int attempts, Limit limit) {
    return IntStream.range(0, attempts)
        .mapToObj(i -> Quotas.of(NODES.all().get(i % 2)).take(key, limit).toCompletableFuture())
        .toList()
        .stream()
        .filter(taken -> taken.join().granted())
        .count();
  }

  @Test
  void twoNodesGrantTogetherWhatOneWould() {
    var limit = new Limit(50, HOUR);
    assertThat(granted(200, limit)).isEqualTo(50);
    var refused = Quotas.of(NODES.elsewhere()).take(key, limit).toCompletableFuture().join();
    assertThat(refused.remaining()).isZero();
    assertThat(refused.retryAfter()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(72));
    assertThat(refused.full()).isBetween(Duration.ofMinutes(59), HOUR);
  }

  @Test
  void whatIsGivenBackCanBeTakenAgain() {
    var limit = new Limit(2, HOUR);
    assertThat(granted(2, limit)).isEqualTo(2);
    Quotas.of(NODES.here()).giveBack(key);
    await().until(() -> granted(1, limit) == 1);
    assertThat(granted(1, limit)).isZero();
  }
}
