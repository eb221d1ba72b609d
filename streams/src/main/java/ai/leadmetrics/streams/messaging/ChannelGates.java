package ai.leadmetrics.streams.messaging;

import ai.leadmetrics.protocol.kit.EntityId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/** The gates of the channels that sent something lately. */
final class ChannelGates {
  /** Long after the longest pause of a circuit and the emptiest bucket: nothing worth keeping. */
  private static final Duration IDLE = Duration.ofHours(1);

  private final DeliverySettings settings;
  private final Cache<EntityId, ChannelGate> gates =
      Caffeine.newBuilder().expireAfterAccess(IDLE).build();

  ChannelGates(DeliverySettings settings) {
    this.settings = settings;
  }

  ChannelGate of(EntityId channel) {
    return gates.get(channel, _ -> new ChannelGate(settings));
  }

  /** How many channels are cut off from their provider. */
  double open() {
    return gates.asMap().values().stream().filter(ChannelGate::isOpen).count();
  }
}
