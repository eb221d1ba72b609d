package ai.leadmetrics.streams.ops;

import ai.leadmetrics.streams.kit.Platform;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/** Whether what a node depends on is there. */
public final class HealthQueries implements AutoCloseable {
  private final Platform platform;
  private final Duration patience;
  private final Admin broker;

  /**
   * @param patience how long a check may take before it counts as failed
   */
  public HealthQueries(Platform platform, Duration patience) {
    this.platform = platform;
    this.patience = patience;
    this.broker = platform.kafka().admin(Map.of());
  }

  /** Each part, in a fixed order, with {@code up} or {@code down}; never fails. */
  public CompletionStage<Map<String, String>> check() {
    var parts = new LinkedHashMap<String, CompletableFuture<String>>();
    parts.put("database", part(this::database));
    parts.put("broker", part(this::broker));
    parts.put("entities", part(this::entities));
    return CompletableFuture.allOf(parts.values().toArray(CompletableFuture<?>[]::new))
        .thenApply(
            _ -> {
              var states = new LinkedHashMap<String, String>();
              parts.forEach((name, state) -> states.put(name, state.join()));
              return states;
            });
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
