package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.cluster.NodeConfig;
import ai.leadmetrics.streams.kit.Quotas.Limit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes of one cluster, over real connections. */
class QuotasIT {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final List<ActorSystem<Void>> NODES = List.of(node(), node());

  private final String key = UUID.randomUUID().toString();

  private static ActorSystem<Void> node() {
    var config =
        NodeConfig.load(
            Map.of(
                "leadmetrics.cluster.port", 0,
                "pekko.remote.artery.canonical.port", 0,
                "pekko.cluster.sharding.remember-entities", false));
    return ActorSystem.create(Behaviors.empty(), "quotas", config);
  }

  @BeforeAll
  static void join() {
    var first = Cluster.get(NODES.get(0)).selfMember().address();
    NODES.forEach(node -> Cluster.get(node).manager().tell(Join.create(first)));
    await().until(() -> NODES.stream().allMatch(node -> up(node) == NODES.size()));
    // The first answer takes the shard's start; waits until both nodes reach it.
    var warm = new Limit(1_000_000, HOUR);
    NODES.forEach(
        node ->
            await()
                .until(
                    () ->
                        Quotas.of(node).take("warm", warm).toCompletableFuture().join().remaining()
                            < 1_000_000));
  }

  @AfterAll
  static void stop() {
    NODES.forEach(ActorSystem::terminate);
  }

  private static long up(ActorSystem<Void> node) {
    return StreamSupport.stream(Cluster.get(node).state().getMembers().spliterator(), false)
        .filter(member -> member.status() == MemberStatus.up())
        .count();
  }

  private long granted(int attempts, Limit limit) {
    return IntStream.range(0, attempts)
        .mapToObj(i -> Quotas.of(NODES.get(i % 2)).take(key, limit).toCompletableFuture())
        .toList()
        .stream()
        .filter(taken -> taken.join().granted())
        .count();
  }

  @Test
  void twoNodesGrantTogetherWhatOneWould() {
    var limit = new Limit(50, HOUR);
    assertThat(granted(200, limit)).isEqualTo(50);
    var refused = Quotas.of(NODES.get(1)).take(key, limit).toCompletableFuture().join();
    assertThat(refused.remaining()).isZero();
    assertThat(refused.retryAfter()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(72));
    assertThat(refused.full()).isBetween(Duration.ofMinutes(59), HOUR);
  }

  @Test
  void whatIsGivenBackCanBeTakenAgain() {
    var limit = new Limit(2, HOUR);
    assertThat(granted(2, limit)).isEqualTo(2);
    Quotas.of(NODES.get(0)).giveBack(key);
    await().until(() -> granted(1, limit) == 1);
    assertThat(granted(1, limit)).isZero();
  }
}
