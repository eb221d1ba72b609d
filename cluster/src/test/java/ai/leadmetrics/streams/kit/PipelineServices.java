package ai.leadmetrics.streams.kit;

import ai.leadmetrics.cluster.embedded.DataDirectory;
import ai.leadmetrics.cluster.embedded.EmbeddedKafka;
import ai.leadmetrics.cluster.embedded.EmbeddedPostgres;
import ai.leadmetrics.cluster.embedded.Ports;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** PostgreSQL and Kafka for tests of the pipelines alone: no cluster, no entities. */
final class PipelineServices implements AutoCloseable {
  private final DataDirectory directory;
  final EmbeddedPostgres postgres;
  final EmbeddedKafka kafka;
  private final ActorSystem<Void> system;
  final Platform platform;

  PipelineServices(Path folder) {
    var settings = new HashMap<String, Object>();
    settings.put("leadmetrics.embedded.postgres.port", Ports.free());
    settings.put(
        "leadmetrics.embedded.postgres.binaries",
        Path.of(System.getProperty("java.io.tmpdir"), "leadmetrics-postgres").toString());
    settings.put("leadmetrics.embedded.kafka.port", Ports.free());
    settings.put("leadmetrics.embedded.kafka.controller-port", Ports.free());
    var embedded = config(settings).getConfig("leadmetrics.embedded");
    directory = DataDirectory.open(folder);
    postgres = EmbeddedPostgres.start(directory, embedded.getConfig("postgres"));
    kafka = EmbeddedKafka.start(directory, embedded.getConfig("kafka"));

    settings.put("leadmetrics.database.url", postgres.jdbcUrl());
    postgres
        .settings()
        .entrySet()
        .forEach(setting -> settings.put(setting.getKey(), setting.getValue().unwrapped()));
    settings.put("leadmetrics.kafka.bootstrap", kafka.bootstrap());
    settings.put("pekko.actor.provider", "local");
    settings.put("leadmetrics.secrets.file", folder.resolve("keyset.json").toString());
    var config = config(settings);
    var database = Database.open(config);
    database.migrate();
    system = ActorSystem.create(Behaviors.empty(), "pipelines", config);
    platform =
        new Platform(
            system,
            config,
            database,
            Kafka.open(system),
            null,
            new SimpleMeterRegistry(),
            Secrets.open(config),
            Clock.systemUTC());
    platform.kafka().ensureTopics(Relay.topicByKind().values().stream().distinct().toList());
  }

  JournalWriter journal() {
    return new JournalWriter(platform.database().jdbi());
  }

  /** A relay as it runs on the node that holds the singleton. */
  RelayLoop startRelay() {
    var loop =
        new RelayLoop(
            platform.database().jdbi(),
            () -> Relay.producer(platform.kafka()),
            Relay.topicByKind(),
            new RelayMetrics(platform.metrics()));
    Thread.ofVirtual().start(loop);
    return loop;
  }

  void emptyJournal() {
    platform
        .database()
        .jdbi()
        .useHandle(handle -> handle.execute("delete from public.event_journal"));
  }

  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
    platform.database().close();
    kafka.close();
    postgres.close();
    directory.close();
  }

  private static Config config(Map<String, Object> settings) {
    var config = ConfigFactory.parseMap(settings);
    for (var concern : new String[] {"embedded", "database", "kafka", "streams"}) {
      config =
          config.withFallback(ConfigFactory.parseResources("leadmetrics-" + concern + ".conf"));
    }
    return config.withFallback(ConfigFactory.defaultReference()).resolve();
  }
}
