package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.kit.Topics;
import com.typesafe.config.Config;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands deliveries to the broker: a bounded number at a time, each for a bounded time. */
final class Receipts implements Door.Store {
  /**
   * So long after an acknowledgement the producer still knows the topic, and send does not block:
   * Kafka forgets a topic after metadata.max.idle.ms, five minutes. Nor can its buffer be full,
   * because what may be pending is less.
   */
  private static final long ACQUAINTED = TimeUnit.MINUTES.toNanos(4);

  private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);

  private final Clock clock;
  private final Producer<String, byte[]> producer;
  private final int maxPending;
  private final long maxPendingBytes;
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicLong pendingBytes = new AtomicLong();
  private final AtomicLong deliveries = new AtomicLong();
  private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
  private final String node = Long.toHexString(new SecureRandom().nextLong());

  /**
   * @param sources whose deliveries come: their topics are looked up at once, so that not even the
   *     first has to wait for that
   */
  Receipts(Platform platform, Set<String> sources) {
    this.clock = platform.clock();
    var config = platform.config().getConfig("leadmetrics.ingest");
    maxPending = config.getInt("max-pending");
    maxPendingBytes = config.getBytes("max-pending-bytes");
    producer =
        platform
            .kafka()
            .producerSettings()
            .withProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(config, "max-block"))
            .withProperty(ProducerConfig.LINGER_MS_CONFIG, millis(config, "linger"))
            .withProperty(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(config, "delivery-timeout"))
            .withProperty(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(config, "request-timeout"))
            .createKafkaProducer();
    platform.metrics().gauge("leadmetrics.ingest.pending", pending);
    sources.forEach(source -> Thread.startVirtualThread(() -> lookUp(Topics.ingest(source))));
  }

  private void lookUp(String topic) {
    try {
      producer.partitionsFor(topic);
    } catch (KafkaException e) {
      LOG.debug("{} is not known yet", topic, e);
    }
  }

  /** Completes when all replicas have it; fails at once when too much is waiting already. */
  @Override
  public CompletionStage<Door.Outcome.Accepted> store(
      String source, String endpointKey, byte[] raw) {
    var stored = new CompletableFuture<Door.Outcome.Accepted>();
    int waiting = pending.incrementAndGet();
    long bytes = pendingBytes.addAndGet(raw.length);
    if (waiting > maxPending || bytes > maxPendingBytes) {
      release(raw);
      stored.completeExceptionally(
          new TimeoutException(waiting + " deliveries wait for the broker"));
      return stored;
    }
    var message = record(source, endpointKey, raw);
    if (isAcquainted(message.topic())) {
      send(message, raw, stored);
    } else {
      // Without the topic's metadata send blocks for max-block: that must not hold up the caller.
      Thread.startVirtualThread(() -> send(message, raw, stored));
    }
    return stored;
  }

  private boolean isAcquainted(String topic) {
    var last = acknowledged.get(topic);
    return last != null && System.nanoTime() - last < ACQUAINTED;
  }

  private void send(
      ProducerRecord<String, byte[]> message,
      byte[] raw,
      CompletableFuture<Door.Outcome.Accepted> stored) {
    try {
      var _ =
          producer.send(
              message,
              (_, failure) -> {
                release(raw);
                if (failure == null) {
                  acknowledged.put(message.topic(), System.nanoTime());
                  stored.complete(new Door.Outcome.Accepted());
                } else {
                  stored.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      release(raw);
      stored.completeExceptionally(e);
    }
  }

  private void release(byte[] raw) {
    pending.decrementAndGet();
    pendingBytes.addAndGet(-raw.length);
  }

  private ProducerRecord<String, byte[]> record(String source, String endpointKey, byte[] raw) {
    var headers = new RecordHeaders();
    headers.add(Topics.ENDPOINT, bytes(endpointKey));
    headers.add(Topics.RECEIVED_AT, bytes(Long.toString(clock.millis())));
    headers.add(Topics.DELIVERY, bytes(node + '-' + deliveries.incrementAndGet()));
    return new ProducerRecord<>(Topics.ingest(source), null, endpointKey, raw, headers);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String millis(Config config, String path) {
    return Long.toString(config.getDuration(path).toMillis());
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
