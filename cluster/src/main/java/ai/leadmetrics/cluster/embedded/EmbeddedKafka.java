package ai.leadmetrics.cluster.embedded;

import com.typesafe.config.Config;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker and its controller in this process, on fixed ports and one folder: it can be
 * stopped and started again, and finds its records after the process was killed.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);

  /** One broker shares the machine with the node: few threads, small buffers, no replicas. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("process.roles", "broker,controller"),
          Map.entry("node.id", "1"),
          Map.entry("controller.listener.names", "CONTROLLER"),
          Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
          Map.entry("inter.broker.listener.name", "PLAINTEXT"),
          Map.entry("auto.create.topics.enable", "false"),
          Map.entry("default.replication.factor", "1"),
          Map.entry("min.insync.replicas", "1"),
          Map.entry("offsets.topic.num.partitions", "8"),
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("transaction.state.log.num.partitions", "4"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          Map.entry("group.min.session.timeout.ms", "3000"),
          Map.entry("num.network.threads", "2"),
          Map.entry("num.io.threads", "4"),
          Map.entry("background.threads", "2"),
          Map.entry("num.recovery.threads.per.data.dir", "2"),
          // A webhook body may have 3 MB; the default record limit is 1 MB.
          Map.entry("message.max.bytes", "4194304"),
          Map.entry("replica.fetch.max.bytes", "4194304"),
          Map.entry("log.segment.bytes", "67108864"),
          Map.entry("log.index.size.max.bytes", "1048576"),
          Map.entry("log.cleaner.threads", "1"),
          Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
          Map.entry("metadata.log.max.record.bytes.between.snapshots", "1048576"));

  private final Path data;
  private final int port;
  private final KafkaConfig config;
  private @Nullable KafkaRaftServer server;

  private EmbeddedKafka(DataDirectory directory, Config config) {
    this.data = directory.resolve("kafka");
    this.port = config.getInt("port");
    int controllerPort = config.getInt("controller-port");
    var settings = new HashMap<>(SETTINGS);
    settings.put("log.dirs", data.toString());
    settings.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.put("log.retention.ms", Long.toString(config.getDuration("retention").toMillis()));
    settings.put("log.retention.bytes", Long.toString(config.getBytes("retention-bytes")));
    this.config = new KafkaConfig(settings, false);
    Ports.requireFree(port, "Kafka", "LEADMETRICS_EMBEDDED_KAFKA_PORT");
    Ports.requireFree(
        controllerPort, "Kafka's controller", "LEADMETRICS_EMBEDDED_KAFKA_CONTROLLER_PORT");
  }

  /**
   * Starts it, formatting its folder the first time.
   *
   * @param config {@code leadmetrics.embedded.kafka}
   */
  public static EmbeddedKafka start(DataDirectory directory, Config config) {
    var kafka = new EmbeddedKafka(directory, config);
    kafka.start();
    return kafka;
  }

  /** Starts it again, on the port and the records it had. */
  public synchronized void start() {
    if (server != null) {
      return;
    }
    try {
      format();
      var starting = new KafkaRaftServer(config, Time.SYSTEM);
      server = starting;
      starting.startup();
      LOG.info("Kafka listens on {}", port);
    } catch (Exception e) {
      stop();
      throw new StartupException(
          "Kafka did not start: " + e.getMessage(), "Its records are in " + data + ".");
    }
  }

  private void format() throws Exception {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    Files.createDirectories(data);
    var said = new ByteArrayOutputStream();
    try (var out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(out)
          .setNodeId(1)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(data.toString())
          .addDirectory(data.toString())
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setIgnoreFormatted(true)
          .run();
    }
    LOG.debug("{}", said.toString(StandardCharsets.UTF_8).strip());
  }

  /** Stops it; the records stay. */
  public synchronized void stop() {
    if (server == null) {
      return;
    }
    server.shutdown();
    server.awaitShutdown();
    server = null;
    LOG.info("Kafka has stopped");
  }

  /** Stops it and starts it again. */
  public synchronized void restart() {
    stop();
    start();
  }

  public int port() {
    return port;
  }

  /** The address that {@code leadmetrics.kafka.bootstrap} takes. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    stop();
  }
}
