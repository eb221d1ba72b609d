package ai.leadmetrics.cluster;

import ai.leadmetrics.cluster.embedded.Ports;
import ai.leadmetrics.entities.kit.Aggregates;
import ai.leadmetrics.entities.kit.Entities;
import ai.leadmetrics.http.HttpServer;
import ai.leadmetrics.protocol.kit.Topics;
import ai.leadmetrics.streams.connect.Sources;
import ai.leadmetrics.streams.inbox.Ingest;
import ai.leadmetrics.streams.kit.Contexts;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Kafka;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Secrets;
import ai.leadmetrics.streams.kit.StreamTask;
import ai.leadmetrics.streams.tenancy.ErasedTenants;
import com.typesafe.config.Config;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running node: its services, its actor system, and whatever its roles say it does. */
public final class Node implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  private final Embedded embedded;
  private final Platform platform;
  private final Map<String, StreamTask.Running> running;

  private Node(Embedded embedded, Platform platform, Map<String, StreamTask.Running> running) {
    this.embedded = embedded;
    this.platform = platform;
    this.running = running;
  }

  /**
   * Starts a node, one step after the other; what was started is stopped again when a step fails.
   *
   * @throws ai.leadmetrics.cluster.embedded.StartupException with the setting to change
   */
  public static Node start(Config config) {
    return start(config, Clock.systemUTC());
  }

  /** As {@link #start(Config)}, going by another clock. */
  public static Node start(Config given, Clock clock) {
    NodeConfig.check(given);
    if (NodeConfig.isClusterExposed(given)) {
      LOG.warn(
          "the cluster's port is open to a network without TLS: any host that can connect to it can"
              + " act as a node. Set LEADMETRICS_CLUSTER_TLS=true, or admit only the nodes by a"
              + " firewall");
    }
    requirePorts(given);
    var undo = new ArrayList<AutoCloseable>();
    try {
      var embedded = Embedded.start(given);
      undo.add(embedded);
      var config = embedded.completing(given);
      var database = Database.open(config);
      undo.add(database);
      database.migrate();
      var system =
          ActorSystem.create(
              Behaviors.empty(), config.getString("leadmetrics.cluster.name"), config);
      undo.add(() -> stop(system));
      join(system);
      var platform =
          new Platform(
              system,
              config,
              database,
              Kafka.open(system),
              Entities.start(
                  system, clock, ErasedTenants.known(database).toCompletableFuture().join()),
              metrics(),
              Secrets.open(config),
              clock);
      var node = new Node(embedded, platform, new HashMap<>());
      node.stopInOrder();
      platform.kafka().ensureTopics(topics());
      node.startStreams();
      node.startHttp();
      return node;
    } catch (RuntimeException e) {
      undo.reversed().forEach(Node::closeQuietly);
      throw e;
    }
  }

  private static PrometheusMeterRegistry metrics() {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    return registry;
  }

  private static void requirePorts(Config config) {
    Ports.requireFree(
        config.getInt("leadmetrics.cluster.port"), "the cluster", "LEADMETRICS_CLUSTER_PORT");
    if (config.getStringList("leadmetrics.roles").contains("http")) {
      Ports.requireFree(config.getInt("leadmetrics.http.port"), "HTTP", "LEADMETRICS_HTTP_PORT");
    }
  }

  private static void join(ActorSystem<?> system) {
    var cluster = Cluster.get(system);
    List<String> seeds = system.settings().config().getStringList("leadmetrics.cluster.seed-nodes");
    if (seeds.isEmpty()) {
      cluster.manager().tell(Join.create(cluster.selfMember().address()));
    } else {
      var addresses =
          seeds.stream()
              .map(seed -> AddressFromURIString.parse("pekko://" + system.name() + '@' + seed))
              .toList();
      cluster.manager().tell(new JoinSeedNodes(addresses));
    }
  }

  private void startStreams() {
    var roles = roles();
    for (StreamTask task : Contexts.tasks()) {
      if (roles.contains(task.role())) {
        running.put(task.name(), task.start(platform));
      }
    }
    LOG.info("{} streams run in the roles {}", running.size(), roles);
  }

  private static Set<String> topics() {
    var topics =
        new TreeSet<>(
            List.of(
                Topics.WORK_AGENTS, Topics.DELIVERY_MESSAGES, Topics.DELIVERY_HELD, Topics.DEAD));
    Aggregates.all().forEach(aggregate -> topics.add(Topics.events(aggregate.context())));
    Sources.ALL.forEach(source -> topics.add(Topics.ingest(source.name())));
    return topics;
  }

  private void startHttp() {
    if (roles().contains("http")) {
      var door = Ingest.door(platform);
      CoordinatedShutdown.get(platform.system())
          .addTask(
              CoordinatedShutdown.PhaseBeforeClusterShutdown(),
              "door",
              () -> {
                door.close();
                return CompletableFuture.completedFuture(Done.getInstance());
              });
      HttpServer.start(platform, door).toCompletableFuture().join();
    }
  }

  private Set<String> roles() {
    return Set.copyOf(platform.config().getStringList("leadmetrics.roles"));
  }

  /** Streams end while entities still answer; pools close when nobody asks them any more. */
  private void stopInOrder() {
    var shutdown = CoordinatedShutdown.get(platform.system());
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceStop(), "streams", () -> stopAll(running.values()));
    shutdown.addTask(
        CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
        "kafka",
        () -> platform.kafka().close());
  }

  private static CompletionStage<Done> stopAll(Iterable<StreamTask.Running> tasks) {
    CompletionStage<Done> all = CompletableFuture.completedFuture(Done.getInstance());
    for (StreamTask.Running task : tasks) {
      all = all.thenCombine(task.stop(), (done, _) -> done);
    }
    return all;
  }

  public Platform platform() {
    return platform;
  }

  /** For tests that stop a service and start it again. */
  public Embedded embedded() {
    return embedded;
  }

  /** Completes when the actor system has ended, for whatever reason. */
  public CompletionStage<Done> ended() {
    return platform.system().getWhenTerminated();
  }

  /** Stops doors, streams and entities in order; services stay until the node is closed. */
  public void stop() {
    stop(platform.system());
  }

  /** Stops everything in order: doors, streams, entities, services. */
  @Override
  public void close() {
    stop();
    closeQuietly(platform.database());
    closeQuietly(embedded);
  }

  private static void stop(ActorSystem<?> system) {
    Duration patience =
        system.settings().config().getDuration("leadmetrics.cluster.stop-timeout").multipliedBy(2);
    try {
      CoordinatedShutdown.get(system)
          .runAll(CoordinatedShutdown.jvmExitReason())
          .toCompletableFuture()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("the node did not stop in order", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      LOG.warn("could not close {}", closeable.getClass().getSimpleName(), e);
    }
  }
}
