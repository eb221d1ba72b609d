package ai.leadmetrics.streams.messaging;

import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Topics;
import ai.leadmetrics.streams.kit.Kafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.pekko.Done;

/**
 * The messages on {@code delivery.held}. A channel stays held until everything put there for it has
 * been dealt with, as told by what the lane's consumers have committed: that is true across nodes
 * and restarts.
 */
final class Backlog implements Holding, AutoCloseable {
  private static final Duration FRESH = Duration.ofMillis(300);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Kafka kafka;
  private final String group;
  private final Executor threads;
  private final Admin admin;
  private final Map<EntityId, Long> ends = new ConcurrentHashMap<>();
  private volatile int partitions;
  private volatile Committed committed = new Committed(Map.of(), 0);

  /** What the lane had committed at a time of {@link System#nanoTime}. */
  private record Committed(Map<Integer, Long> offsets, long at) {
    boolean isFresh() {
      return !offsets.isEmpty() && System.nanoTime() - at < FRESH.toNanos();
    }
  }

  Backlog(Kafka kafka, String group, Executor threads) {
    this.kafka = kafka;
    this.group = group;
    this.threads = threads;
    this.admin = kafka.admin(Map.of());
  }

  @Override
  public CompletionStage<Done> hold(HeldMessage held) {
    var channel = held.message().channel();
    return kafka
        .producer()
        .send(held.to(partition(channel)))
        .thenApply(
            place -> {
              ends.merge(channel, place.offset() + 1, Math::max);
              return Done.getInstance();
            });
  }

  @Override
  public CompletionStage<Boolean> isHeld(EntityId channel) {
    var end = ends.get(channel);
    if (end == null) {
      return CompletableFuture.completedFuture(false);
    }
    return committed()
        .thenApply(
            offsets ->
                offsets.getOrDefault(partition(channel), 0L) < end || !ends.remove(channel, end));
  }

  /** Finds out whose messages are held; to be done before a partition is worked on. */
  CompletionStage<Done> load() {
    return admin
        .describeTopics(List.of(Topics.DELIVERY_HELD))
        .allTopicNames()
        .toCompletionStage()
        .thenCompose(
            topics -> {
              partitions = countOf(topics);
              return latest();
            })
        .thenCombine(fetchCommitted(), this::waiting)
        .thenAcceptAsync(this::scan, threads)
        .thenApply(_ -> Done.getInstance());
  }

  private static int countOf(Map<String, TopicDescription> topics) {
    return Objects.requireNonNull(topics.get(Topics.DELIVERY_HELD)).partitions().size();
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }

  private int partition(EntityId channel) {
    return Math.floorMod(channel.key().hashCode(), partitions);
  }

  private CompletionStage<Map<Integer, Long>> committed() {
    var known = committed;
    return known.isFresh() ? CompletableFuture.completedFuture(known.offsets()) : fetchCommitted();
  }

  private CompletionStage<Map<Integer, Long>> fetchCommitted() {
    return admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .toCompletionStage()
        .thenApply(
            found -> {
              var offsets =
                  found.entrySet().stream()
                      .filter(entry -> entry.getValue() != null)
                      .collect(
                          Collectors.toMap(
                              entry -> entry.getKey().partition(),
                              entry -> offset(entry.getValue())));
              committed = new Committed(offsets, System.nanoTime());
              return offsets;
            });
  }

  private static long offset(OffsetAndMetadata committed) {
    return committed.offset();
  }

  private CompletionStage<Map<TopicPartition, Long>> latest() {
    var all =
        IntStream.range(0, partitions)
            .mapToObj(partition -> new TopicPartition(Topics.DELIVERY_HELD, partition))
            .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
    return admin
        .listOffsets(all)
        .all()
        .toCompletionStage()
        .thenApply(
            found ->
                found.entrySet().stream()
                    .collect(
                        Collectors.toMap(Map.Entry::getKey, entry -> endOf(entry.getValue()))));
  }

  private static long endOf(ListOffsetsResultInfo info) {
    return info.offset();
  }

  /** The ranges that are held and not dealt with. */
  private Map<TopicPartition, Range> waiting(
      Map<TopicPartition, Long> latest, Map<Integer, Long> done) {
    return latest.entrySet().stream()
        .map(
            entry ->
                Map.entry(
                    entry.getKey(),
                    new Range(done.getOrDefault(entry.getKey().partition(), 0L), entry.getValue())))
        .filter(entry -> entry.getValue().from() < entry.getValue().end())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private record Range(long from, long end) {}

  private void scan(Map<TopicPartition, Range> ranges) {
    if (ranges.isEmpty()) {
      return;
    }
    try (var consumer = kafka.consumerSettings(group).createKafkaConsumer()) {
      consumer.assign(ranges.keySet());
      ranges.forEach((partition, range) -> consumer.seek(partition, range.from()));
      while (ranges.entrySet().stream().anyMatch(range -> isBehind(consumer, range))) {
        for (var found : consumer.poll(POLL)) {
          ends.merge(EntityId.parse(found.key()), found.offset() + 1, Math::max);
        }
      }
    }
  }

  private static boolean isBehind(
      Consumer<String, byte[]> consumer, Map.Entry<TopicPartition, Range> range) {
    return consumer.position(range.getKey()) < range.getValue().end();
  }
}
