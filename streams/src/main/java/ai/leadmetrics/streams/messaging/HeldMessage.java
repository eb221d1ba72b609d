package ai.leadmetrics.streams.messaging;

import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Topics;
import ai.leadmetrics.protocol.messaging.OutgoingMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A record on {@code delivery.held}.
 *
 * @param tries temporary refusals so far
 * @param notBefore when the next attempt may be made
 */
record HeldMessage(OutgoingMessage message, int tries, Instant notBefore) {
  private static final String TRIES = "tries";
  private static final String NOT_BEFORE = "not-before";

  static HeldMessage of(ConsumerRecord<String, byte[]> source) {
    return new HeldMessage(
        Json.read(source.value(), OutgoingMessage.class),
        Math.toIntExact(number(source.headers(), TRIES)),
        Instant.ofEpochMilli(number(source.headers(), NOT_BEFORE)));
  }

  /** The messages of a channel share a partition and keep their order. */
  ProducerRecord<String, byte[]> to(int partition) {
    var target =
        new ProducerRecord<>(
            Topics.DELIVERY_HELD, partition, message.channel().key(), Json.bytes(message));
    target.headers().add(TRIES, bytes(tries)).add(NOT_BEFORE, bytes(notBefore.toEpochMilli()));
    return target;
  }

  private static byte[] bytes(long number) {
    return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
  }

  private static long number(Headers headers, String name) {
    var header = headers.lastHeader(name);
    return header == null
        ? 0
        : Long.parseLong(new String(header.value(), StandardCharsets.US_ASCII));
  }
}
