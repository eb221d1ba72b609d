package ai.leadmetrics.streams.kit;

import ai.leadmetrics.entities.kit.EventCodec;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.protocol.kit.Recorded;
import ai.leadmetrics.protocol.kit.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * One event as the relay forwarded it.
 *
 * @param kind name of the aggregate
 * @param seq number of the event within its entity, from 1
 */
public record EventRecord(
    String kind, EntityId id, long seq, Position position, Recorded<?> recorded) {

  /** Reads a record of {@code events.*}. */
  public static EventRecord of(ConsumerRecord<String, byte[]> message) {
    var kind = header(message.headers(), Topics.KIND);
    return new EventRecord(
        kind,
        EntityId.parse(message.key()),
        Long.parseLong(header(message.headers(), Topics.SEQ)),
        position(message),
        EventCodec.read(kind, message.value()));
  }

  static Position position(ConsumerRecord<String, byte[]> message) {
    return Position.parse(header(message.headers(), Topics.POSITION));
  }

  /** The stored type of the event, without decoding it. */
  static String type(ConsumerRecord<String, byte[]> message) {
    return header(message.headers(), Topics.TYPE);
  }

  public Object event() {
    return recorded.event();
  }

  private static String header(Headers headers, String name) {
    var header = headers.lastHeader(name);
    if (header == null) {
      throw new IllegalArgumentException("event record without header " + name);
    }
    return new String(header.value(), StandardCharsets.US_ASCII);
  }
}
