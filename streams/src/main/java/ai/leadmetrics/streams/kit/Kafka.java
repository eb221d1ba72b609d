package ai.leadmetrics.streams.kit;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.kafka.ConsumerSettings;
import org.apache.pekko.kafka.ProducerSettings;
import org.apache.pekko.kafka.javadsl.SendProducer;

/** The broker: settings that every pipeline shares, one producer per node, topics. */
public final class Kafka {
  private final ActorSystem<?> system;
  private final Config config;
  private final SendProducer<String, byte[]> producer;

  private Kafka(ActorSystem<?> system) {
    this.system = system;
    this.config = system.settings().config().getConfig("leadmetrics.kafka");
    this.producer = new SendProducer<>(producerSettings(), system);
  }

  /** The broker described by {@code leadmetrics.kafka}; connects when first used. */
  public static Kafka open(ActorSystem<?> system) {
    return new Kafka(system);
  }

  public String bootstrap() {
    return config.getString("bootstrap");
  }

  /** What a client needs to reach the broker: address, encryption, identity. */
  public Map<String, String> connection() {
    var connection = new HashMap<>(KafkaSecurity.properties(config));
    connection.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap());
    return connection;
  }

  /** An administration client with further settings; the caller closes it. */
  public Admin admin(Map<String, ?> more) {
    var settings = new HashMap<String, Object>(connection());
    settings.putAll(more);
    return Admin.create(settings);
  }

  public int partitions() {
    return config.getInt("partitions");
  }

  /** Acknowledged by all replicas and free of duplicates by the client's own retries. */
  public ProducerSettings<String, byte[]> producerSettings() {
    return ProducerSettings.create(system, new StringSerializer(), new ByteArraySerializer())
        .withProperties(connection())
        .withProperty(ProducerConfig.ACKS_CONFIG, "all")
        .withProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true")
        .withProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, config.getString("compression"))
        .withProperty(ProducerConfig.LINGER_MS_CONFIG, millis("linger"))
        .withProperty(ProducerConfig.BATCH_SIZE_CONFIG, bytes("batch-size"))
        .withProperty(ProducerConfig.BUFFER_MEMORY_CONFIG, bytes("buffer-memory"))
        .withProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, bytes("max-record-size"))
        .withProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis("max-block"))
        .withProperty(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis("request-timeout"))
        .withProperty(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis("delivery-timeout"));
  }

  /** A consumer of a group, starting at the oldest record where the group has no offset yet. */
  public ConsumerSettings<String, byte[]> consumerSettings(String group) {
    return ConsumerSettings.create(system, new StringDeserializer(), new ByteArrayDeserializer())
        .withProperties(connection())
        .withGroupId(group)
        // A stopping stream drains itself first: nothing is left to wait for.
        .withStopTimeout(Duration.ZERO)
        .withProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")
        .withProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        .withProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000")
        .withProperty(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis("session-timeout"))
        .withProperty(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis("heartbeat-interval"))
        .withProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
  }

  /** The node's shared producer. */
  public SendProducer<String, byte[]> producer() {
    return producer;
  }

  /** Creates the topics that are missing; blocks until the broker has answered. */
  public void ensureTopics(Collection<String> names) {
    var replication = (short) config.getInt("replication");
    try (var admin = admin(Map.of())) {
      var existing = admin.listTopics().names().get();
      var missing =
          names.stream()
              .filter(name -> !existing.contains(name))
              .map(name -> new NewTopic(name, partitions(), replication).configs(topicConfig()))
              .toList();
      for (var creation : admin.createTopics(missing).values().values()) {
        awaitCreation(creation);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("topics cannot be created", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends what is buffered and closes the shared producer. */
  public CompletionStage<Done> close() {
    return producer.close();
  }

  private Map<String, String> topicConfig() {
    return Map.of(
        "retention.ms", millis("retention"),
        "max.message.bytes", bytes("max-record-size"));
  }

  private static void awaitCreation(KafkaFuture<Void> creation)
      throws ExecutionException, InterruptedException {
    try {
      creation.get();
    } catch (ExecutionException e) {
      // Another node was quicker.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private String millis(String path) {
    return Long.toString(config.getDuration(path).toMillis());
  }

  private String bytes(String path) {
    return Long.toString(config.getBytes(path));
  }
}
