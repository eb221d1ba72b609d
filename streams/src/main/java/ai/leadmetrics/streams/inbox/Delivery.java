package ai.leadmetrics.streams.inbox;

import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.kit.Topics;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Element.Unreadable;
import ai.leadmetrics.streams.kit.Piece;
import ai.leadmetrics.streams.kit.Texts;
import ai.leadmetrics.streams.kit.WebhookSource;
import ai.leadmetrics.streams.ops.Letter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A delivery as it waited in the broker, and whose it is. */
@SuppressWarnings("ArrayRecordComponent") // the bytes are never changed
record Delivery(
    WebhookSource source,
    Optional<ConnectedChannel> channel,
    String endpoint,
    String id,
    Instant receivedAt,
    byte[] raw) {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final int MAX_DETAIL = 500;

  static Delivery of(
      WebhookSource source,
      Optional<ConnectedChannel> channel,
      ConsumerRecord<String, byte[]> message) {
    var id = header(message, Topics.DELIVERY);
    return new Delivery(
        source,
        channel,
        endpointOf(message),
        id != null ? id : message.topic() + '-' + message.partition() + '-' + message.offset(),
        receivedAt(message),
        message.value() == null ? new byte[0] : message.value());
  }

  static String endpointOf(ConsumerRecord<String, byte[]> message) {
    var endpoint = header(message, Topics.ENDPOINT);
    return endpoint != null ? endpoint : Objects.requireNonNullElse(message.key(), "");
  }

  private static Instant receivedAt(ConsumerRecord<String, byte[]> message) {
    var header = header(message, Topics.RECEIVED_AT);
    try {
      return Instant.ofEpochMilli(header == null ? message.timestamp() : Long.parseLong(header));
    } catch (NumberFormatException _) {
      return Instant.ofEpochMilli(message.timestamp());
    }
  }

  /**
   * Its elements, each by itself and at least one; never fails.
   *
   * @param max more than any provider sends: a delivery of more is not taken apart
   */
  List<Piece> pieces(int max) {
    if (channel.isEmpty()) {
      return odd("unknown_endpoint", "No channel has this endpoint any more.");
    }
    try {
      var pieces = source.split(channel.get(), raw, receivedAt);
      return pieces.isEmpty()
          ? odd("empty", "The delivery carries no element.")
          : pieces.size() <= max
              ? pieces
              : odd("too_many_elements", "A delivery has at most " + max + " elements.");
    } catch (RuntimeException e) {
      LOG.error("a delivery to the {} could not be split", channel.get(), e);
      return odd("unreadable", "Taking it apart failed.");
    }
  }

  private List<Piece> odd(String reason, String detail) {
    return List.of(new Piece(new Unreadable(reason, detail), raw));
  }

  /** The dead letter of one of its elements. */
  Letter letter(int index, Piece piece, Result.Dead dead) {
    return Letter.of(
        Ids.derived(Kind.DEAD_LETTER, id, Integer.toString(index)),
        tenant(),
        source.name(),
        endpoint,
        dead.reason(),
        Texts.line(dead.detail(), MAX_DETAIL),
        receivedAt,
        piece.alone());
  }

  /** One letter for all those of its elements that have none of their own. */
  Letter summary(int count, String detail) {
    return Letter.summary(
        Ids.derived(Kind.DEAD_LETTER, id, "summary"),
        tenant(),
        source.name(),
        endpoint,
        Texts.line(detail, MAX_DETAIL),
        receivedAt,
        count);
  }

  /** For operators. */
  String name() {
    return channel.map(ConnectedChannel::toString).orElse(source.name());
  }

  /** Who takes turns with others. */
  String owner() {
    return channel.map(known -> known.tenant().value()).orElse(endpoint);
  }

  private @Nullable TenantId tenant() {
    return channel.map(ConnectedChannel::tenant).orElse(null);
  }

  private static @Nullable String header(ConsumerRecord<String, byte[]> message, String name) {
    var header = message.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }
}
