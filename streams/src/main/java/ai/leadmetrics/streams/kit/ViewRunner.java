package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.kit.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a view up to date on a thread of its own. Whatever arrives while a batch is written makes
 * the next one, so batches are small when it is quiet and large under load.
 */
final class ViewRunner implements StreamTask.Running, Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ViewRunner.class);
  private static final int MAX_BATCH = 1_000;
  private static final long MAX_BACKOFF_MILLIS = 10_000;

  /**
   * After a batch of this size more are on their way: waiting for them makes one transaction of
   * several.
   */
  private static final int BUSY = 100;

  private static final long COMPANY_MILLIS = 40;

  private final Platform platform;
  private final View view;
  private final ViewWriter writer;
  private final ViewMetrics metrics;
  private final Live live;
  private final Set<TopicPartition> assigned = new HashSet<>();
  private final CompletableFuture<Done> ended = new CompletableFuture<>();
  private volatile String state = "starting";
  private volatile boolean stopping;
  private volatile @Nullable Consumer<String, byte[]> consumer;

  ViewRunner(Platform platform, View view) {
    this.platform = platform;
    this.view = view;
    this.writer = new ViewWriter(platform.database().jdbi(), view);
    this.metrics = new ViewMetrics(platform.metrics(), view.name());
    this.live = Live.of(platform.system());
    StreamStates.of(platform.system()).register("view-" + view.name(), this::state);
    Thread.ofVirtual().name("view-" + view.name()).start(this);
  }

  @Override
  public String state() {
    return state;
  }

  @Override
  public CompletionStage<Done> stop() {
    stopping = true;
    var running = consumer;
    if (running != null) {
      running.wakeup();
    }
    return ended;
  }

  @Override
  public void run() {
    long backoff = 200;
    while (!stopping) {
      long started = System.nanoTime();
      try {
        new ViewRebuild(platform.database().jdbi(), view).ifOutdated();
        state = "running";
        consume();
      } catch (OffsetOutOfRangeException e) {
        LOG.warn("view {}: records are gone from {}; rebuilding", view.name(), e.partitions());
        recover();
      } catch (WakeupException _) {
        // Asked to stop.
      } catch (RuntimeException e) {
        state = "restarting";
        metrics.restarted();
        LOG.warn("view {} failed and starts again in {} ms", view.name(), backoff, e);
        pause(backoff);
        var lasted = Duration.ofNanos(System.nanoTime() - started);
        backoff = lasted.toSeconds() > 20 ? 200 : Math.min(2 * backoff, MAX_BACKOFF_MILLIS);
      }
    }
    state = "stopped";
    ended.complete(Done.getInstance());
  }

  private void consume() {
    var running = open();
    consumer = running;
    try {
      running.subscribe(
          view.contexts().stream().map(Topics::events).toList(), new Assignment(running));
      while (!stopping) {
        var records = running.poll(Duration.ofMillis(500));
        if (!records.isEmpty()) {
          var fresh = writer.write(records);
          metrics.applied(fresh.size());
          live.publish(fresh.stream().flatMap(event -> view.notices(event).stream()).toList());
        }
        metrics.lag(lag(running));
        if (records.count() >= BUSY && records.count() < MAX_BATCH) {
          pause(COMPANY_MILLIS);
        }
      }
    } finally {
      consumer = null;
      assigned.clear();
      // Offsets are stored already: a broker that is away need not be waited for.
      running.close(Duration.ofSeconds(2));
    }
  }

  /** Reads the journal where the broker cannot help: its records expired or it was replaced. */
  private void recover() {
    try {
      new ViewRebuild(platform.database().jdbi(), view).run();
      writer.forgetOffsets();
    } catch (RuntimeException e) {
      LOG.warn("view {} could not be rebuilt; trying again", view.name(), e);
      pause(MAX_BACKOFF_MILLIS);
    }
  }

  private KafkaConsumer<String, byte[]> open() {
    var settings = platform.kafka().consumerSettings("leadmetrics.view." + view.name());
    var properties = new Properties();
    properties.putAll(settings.getProperties());
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(MAX_BATCH));
    // Offsets come from the database. One that the broker does not know means that events are
    // missing there: they must not be skipped.
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private long lag(Consumer<String, byte[]> running) {
    return assigned.stream().mapToLong(p -> running.currentLag(p).orElse(0)).sum();
  }

  private final class Assignment implements ConsumerRebalanceListener {
    private final Consumer<String, byte[]> running;

    Assignment(Consumer<String, byte[]> running) {
      this.running = running;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      assigned.addAll(partitions);
      writer
          .offsets(partitions)
          .forEach(
              (partition, offset) -> {
                if (offset < 0) {
                  running.seekToBeginning(List.of(partition));
                } else {
                  running.seek(partition, offset);
                }
              });
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      assigned.removeAll(partitions);
    }
  }

  private void pause(long millis) {
    try {
      long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
      while (!stopping && System.nanoTime() - until < 0) {
        Thread.sleep(Math.min(millis, 50));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping = true;
    }
  }
}
