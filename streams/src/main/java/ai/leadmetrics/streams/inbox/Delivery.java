package ai.leadmetrics.streams.inbox;

import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.kit.Topics;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Element;
import ai.leadmetrics.streams.kit.Element.Unreadable;
import ai.leadmetrics.streams.kit.Texts;
import ai.leadmetrics.streams.kit.WebhookSource;
import ai.leadmetrics.streams.ops.Letter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
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

  /** Its elements, each by itself; never fails. */
  List<Element> elements() {
    if (channel.isEmpty()) {
      return List.of(new Unreadable("unknown_endpoint", "No channel has this endpoint any more."));
    }
    try {
      return source.split(channel.get(), raw, receivedAt);
    } catch (RuntimeException e) {
      LOG.error("a delivery to the {} could not be split", channel.get(), e);
      return List.of(new Unreadable("unreadable", "Taking it apart failed."));
    }
  }

  /** What is written on the dead letter of one of its elements. */
  Letter letter(int index, String reason, String detail) {
    return new Letter(
        Ids.derived(Kind.DEAD_LETTER, id, Integer.toString(index)),
        tenant(),
        source.name(),
        endpoint,
        reason,
        Texts.line(detail, MAX_DETAIL),
        receivedAt);
  }

  byte[] isolate(int index) {
    try {
      return source.isolate(raw, index);
    } catch (RuntimeException e) {
      LOG.error("an element of a delivery of {} could not be isolated", source.name(), e);
      return raw;
    }
  }

  private @Nullable TenantId tenant() {
    return channel.map(ConnectedChannel::tenant).orElse(null);
  }

  private static @Nullable String header(ConsumerRecord<String, byte[]> message, String name) {
    var header = message.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** One element, and the offset that may be committed once it and all before it are done. */
  record Piece<O>(Delivery delivery, int index, Element element, @Nullable O offset) {}

  /** Its pieces; only the last carries the offset, so there is always at least one. */
  <O> List<Piece<O>> pieces(O offset) {
    var elements = elements();
    if (elements.isEmpty()) {
      return List.of(new Piece<>(this, 0, NOTHING, offset));
    }
    var pieces = new ArrayList<Piece<O>>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      pieces.add(new Piece<>(this, i, elements.get(i), i == elements.size() - 1 ? offset : null));
    }
    return pieces;
  }

  private static final Unreadable NOTHING =
      new Unreadable("empty", "The delivery carries no element.");
}
