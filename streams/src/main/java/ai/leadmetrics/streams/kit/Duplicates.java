package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.kit.Position;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Recognises events that the relay forwarded a second time after a crash: positions only grow
 * within a partition, so whatever is not after the last one was there already.
 */
final class Duplicates {
  private final Map<TopicPartition, Position> last = new HashMap<>();

  boolean isNew(ConsumerRecord<String, byte[]> message) {
    var position = EventRecord.position(message);
    var partition = new TopicPartition(message.topic(), message.partition());
    var before = last.get(partition);
    if (before != null && !position.isAfter(before)) {
      return false;
    }
    last.put(partition, position);
    return true;
  }
}
