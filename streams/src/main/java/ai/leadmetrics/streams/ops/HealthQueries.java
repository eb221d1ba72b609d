package ai.leadmetrics.streams.ops;

import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.SingleFlight;
import ai.leadmetrics.streams.knowledge.MiniLm;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.jspecify.annotations.Nullable;

/** Whether what a node depends on is there. */
public final class HealthQueries implements AutoCloseable {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Duration ANSWER_WITHIN = Duration.ofMillis(800);
  private static final Duration BELIEVED = Duration.ofSeconds(10);

  private record Known(Map<String, String> parts, Instant at) {}

  private final Platform platform;
  private final Duration patience;
  private final Admin broker;
  private final Future<?> embeddings = MiniLm.load();
  private final SingleFlight<Map<String, String>> checks = new SingleFlight<>(this::ask, FRESH);
  private volatile @Nullable Known known;

  /**
   * @param patience how long a check may take before it counts as failed
   */
  public HealthQueries(Platform platform, Duration patience) {
    this.platform = platform;
    this.patience = patience;
    this.broker = platform.kafka().admin(Map.of());
  }

  /**
   * Each part, in a fixed order, with {@code up}, {@code down} or {@code starting}; never fails.
   * Asks at most once a second, and answers within a second by what was found before.
   */
  public CompletionStage<Map<String, String>> check() {
    var before = known;
    var now = checks.ask();
    return before != null && before.at().plus(BELIEVED).isAfter(Instant.now())
        ? now.completeOnTimeout(before.parts(), ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        : now;
  }

  private CompletionStage<Map<String, String>> ask() {
    var parts = new LinkedHashMap<String, CompletableFuture<String>>();
    parts.put("database", part(this::database));
    parts.put("broker", part(this::broker));
    parts.put("entities", part(this::entities));
    parts.put("knowledge", CompletableFuture.completedFuture(knowledge()));
    return CompletableFuture.allOf(parts.values().toArray(CompletableFuture<?>[]::new))
        .thenApply(
            _ -> {
              var states = new LinkedHashMap<String, String>();
              parts.forEach((name, state) -> states.put(name, state.join()));
              known = new Known(states, Instant.now());
              return states;
            });
  }

  /** Without the model that finds answers by meaning, the first customers would wait for it. */
  private String knowledge() {
    return switch (embeddings.state()) {
      case SUCCESS -> "up";
      case RUNNING -> "starting";
      case FAILED, CANCELLED -> "down";
    };
  }

  private boolean database() {
    return platform
        .database()
        .jdbi()
        .withHandle(handle -> handle.createQuery("select 1").mapTo(int.class).one() == 1);
  }

  private boolean broker() throws Exception {
    int millis = Math.toIntExact(patience.toMillis());
    return !broker
        .describeCluster(new DescribeClusterOptions().timeoutMs(millis))
        .nodes()
        .get(millis, TimeUnit.MILLISECONDS)
        .isEmpty();
  }

  /** A member that is up has joined the shards' coordinator or is about to within moments. */
  private boolean entities() {
    return Cluster.get(platform.system()).selfMember().status() == MemberStatus.up();
  }

  private CompletableFuture<String> part(Callable<Boolean> check) {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return check.call() ? "up" : "down";
              } catch (Exception _) {
                return "down";
              }
            },
            platform.database().threads())
        .completeOnTimeout("down", patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    broker.close(Duration.ZERO);
  }
}
