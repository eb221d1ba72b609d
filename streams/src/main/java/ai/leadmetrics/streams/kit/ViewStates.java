package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.kit.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;

/** How far the views of the whole cluster have come, from database and broker. */
public final class ViewStates {
  private static final OffsetSpec LATEST = OffsetSpec.latest();
  private static final int PATIENCE_MILLIS = 3_000;

  private final Database database;
  private final Kafka kafka;

  public ViewStates(Database database, Kafka kafka) {
    this.database = database;
    this.kafka = kafka;
  }

  /**
   * One view.
   *
   * @param lag records on the broker that it has not applied; -1 where the broker does not answer
   * @param position the last event it has applied
   */
  public record ViewState(String view, long lag, Position position) {}

  private record Row(String view, TopicPartition partition, long nextOffset, Position position) {}

  public CompletionStage<List<ViewState>> all() {
    return database.read(
        handle -> {
          var rows = rows(handle);
          var ends = ends(rows.stream().map(Row::partition).collect(Collectors.toSet()));
          return bases(handle).entrySet().stream()
              .map(base -> state(base.getKey(), base.getValue(), rows, ends))
              .toList();
        });
  }

  private static ViewState state(
      String view, Position base, List<Row> rows, Map<TopicPartition, Long> ends) {
    var position = base;
    long lag = 0;
    for (var row : rows) {
      if (row.view().equals(view)) {
        position = row.position().isAfter(position) ? row.position() : position;
        long end = ends.getOrDefault(row.partition(), -1L);
        lag = end < 0 || lag < 0 ? -1 : lag + Math.max(0, end - Math.max(0, row.nextOffset()));
      }
    }
    return new ViewState(view, lag, position);
  }

  private static Map<String, Position> bases(Handle handle) {
    return handle
        .createQuery("select name, tx, ordering from core.view order by name")
        .map((row, _) -> Map.entry(row.getString(1), new Position(row.getLong(2), row.getLong(3))))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static List<Row> rows(Handle handle) {
    return handle
        .createQuery(
            "select view, topic, partition, kafka_offset, tx, ordering from core.view_state")
        .map(
            (row, _) ->
                new Row(
                    row.getString(1),
                    new TopicPartition(row.getString(2), row.getInt(3)),
                    row.getLong(4),
                    new Position(row.getLong(5), row.getLong(6))))
        .list();
  }

  private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
    try (var admin = kafka.admin(Map.of())) {
      var asked = partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> LATEST));
      var options = new ListOffsetsOptions().timeoutMs(PATIENCE_MILLIS);
      var ends = new HashMap<TopicPartition, Long>();
      admin
          .listOffsets(asked, options)
          .all()
          .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
          .forEach((partition, info) -> ends.put(partition, info.offset()));
      return ends;
    } catch (ExecutionException | TimeoutException _) {
      return Map.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }
}
