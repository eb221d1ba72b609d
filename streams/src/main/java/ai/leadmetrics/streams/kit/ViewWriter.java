package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.kit.Position;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Applies batches of records to a view exactly once: rows and progress change in one transaction,
 * which reads the progress under lock first. So it makes no difference whether a record comes again
 * from the relay, from a consumer that starts over, or from one that lost its partition unnoticed.
 */
final class ViewWriter {
  private static final Comparator<TopicPartition> ORDER =
      Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

  private final Jdbi jdbi;
  private final View view;
  private final ViewSchema schema;

  ViewWriter(Jdbi jdbi, View view) {
    this.jdbi = jdbi;
    this.view = view;
    this.schema = new ViewSchema(view);
  }

  /** The last record of a partition that a batch goes up to, and the last event applied. */
  private record Progress(long nextOffset, Position position) {}

  /** Where to go on reading; -1 for a partition of which nothing has been read. */
  Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions) {
    return jdbi.inTransaction(
        handle -> {
          var offsets = new HashMap<TopicPartition, Long>();
          for (var partition : partitions.stream().sorted(ORDER).toList()) {
            offsets.put(partition, offset(handle, partition));
          }
          return offsets;
        });
  }

  private long offset(Handle handle, TopicPartition partition) {
    // The row must be there before the first batch: the batch locks it.
    return handle
        .createQuery(
            """
            insert into core.view_state as s (view, topic, partition, kafka_offset, tx, ordering)
            values (?, ?, ?, -1, 0, 0)
            on conflict (view, topic, partition) do update set kafka_offset = s.kafka_offset
            returning kafka_offset
            """)
        .bind(0, view.name())
        .bind(1, partition.topic())
        .bind(2, partition.partition())
        .mapTo(Long.class)
        .one();
  }

  /** Forgets the offsets of a topic whose records are no longer there; what is applied stays. */
  void forgetOffsets() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update core.view_state set kafka_offset = -1 where view = ?", view.name()));
  }

  /**
   * @return the events that were new, now committed
   */
  List<EventRecord> write(Iterable<ConsumerRecord<String, byte[]>> records) {
    var byPartition = new TreeMap<TopicPartition, List<Pending>>(ORDER);
    for (var record : records) {
      byPartition
          .computeIfAbsent(
              new TopicPartition(record.topic(), record.partition()), _ -> new ArrayList<>())
          .add(new Pending(record.offset(), EventRecord.of(record)));
    }
    return jdbi.inTransaction(handle -> write(handle, byPartition));
  }

  private record Pending(long offset, EventRecord event) {}

  private List<EventRecord> write(
      Handle handle, SortedMap<TopicPartition, List<Pending>> byPartition) {
    var base = schema.enter(handle);
    var progress = lock(handle, List.copyOf(byPartition.keySet()));
    var fresh = new ArrayList<EventRecord>();
    byPartition.forEach(
        (partition, pending) -> {
          var before = progress.get(partition);
          if (before == null) {
            throw new IllegalStateException("no stored progress for " + partition);
          }
          var last = before.position().isAfter(base) ? before.position() : base;
          for (var next : pending) {
            if (next.event().position().isAfter(last)) {
              fresh.add(next.event());
              last = next.event().position();
            }
          }
          var nextOffset = Math.max(before.nextOffset(), pending.getLast().offset() + 1);
          progress.put(partition, new Progress(nextOffset, last));
        });
    if (!fresh.isEmpty()) {
      view.apply(handle, fresh);
    }
    store(handle, progress);
    return fresh;
  }

  private Map<TopicPartition, Progress> lock(Handle handle, List<TopicPartition> partitions) {
    var locked = new HashMap<TopicPartition, Progress>();
    handle
        .createQuery(
            """
            select s.topic, s.partition, s.kafka_offset, s.tx, s.ordering
            from core.view_state s
            join unnest(:topics, :partitions) as t (topic, partition) using (topic, partition)
            where s.view = :view
            order by s.topic, s.partition
            for update of s
            """)
        .bindArray("topics", String.class, partitions.stream().map(TopicPartition::topic).toList())
        .bindArray(
            "partitions",
            Integer.class,
            partitions.stream().map(TopicPartition::partition).toList())
        .bind("view", view.name())
        .map(
            (row, _) ->
                Map.entry(
                    new TopicPartition(row.getString(1), row.getInt(2)),
                    new Progress(row.getLong(3), new Position(row.getLong(4), row.getLong(5)))))
        .forEach(entry -> locked.put(entry.getKey(), entry.getValue()));
    return locked;
  }

  private void store(Handle handle, Map<TopicPartition, Progress> progress) {
    var batch =
        handle.prepareBatch(
            """
            update core.view_state set kafka_offset = ?, tx = ?, ordering = ?
            where view = ? and topic = ? and partition = ?
            """);
    progress.forEach(
        (partition, at) ->
            batch
                .bind(0, at.nextOffset())
                .bind(1, at.position().tx())
                .bind(2, at.position().ordering())
                .bind(3, view.name())
                .bind(4, partition.topic())
                .bind(5, partition.partition())
                .add());
    batch.execute();
  }
}
