package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one provider delivers: all that tells it apart from the others. Implementations are pure and
 * thread-safe.
 */
public interface WebhookSource {
  ChannelKind kind();

  /** The name in URLs, topics and metrics. */
  default String name() {
    return kind().wire();
  }

  /**
   * Checks the signature over the bytes as they arrived, and whatever else the sender can be told
   * at once. A missing secret or header refuses; there is no way to skip this. Knows one secret:
   * the one before a replacement is the caller's concern.
   */
  Verdict verify(ConnectedChannel channel, Headers headers, byte[] raw);

  /**
   * Whether a delivery that cannot be trusted has to be looked at by an operator, because money
   * moves by it.
   */
  default boolean alarms() {
    return false;
  }

  /** What is kept of a verified delivery: the body, unless its headers matter as well. */
  default byte[] kept(Headers headers, byte[] raw) {
    return raw;
  }

  /**
   * Takes a verified delivery apart, each element on its own: one that cannot be read becomes
   * {@link Element.Unreadable} and costs no other.
   */
  List<Piece> split(ConnectedChannel channel, byte[] raw, Instant receivedAt);

  /** What to answer when the provider tries out the endpoint by a GET; empty refuses. */
  default Optional<String> handshake(ConnectedChannel channel, Map<String, String> query) {
    return Optional.empty();
  }
}
