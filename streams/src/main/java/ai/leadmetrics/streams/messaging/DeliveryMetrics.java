package ai.leadmetrics.streams.messaging;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What can be seen of delivery from outside. */
final class DeliveryMetrics {
  private final MeterRegistry registry;

  DeliveryMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * One attempt ended: sent, refused, channel_credentials, channel_paused, retry, gave-up, unknown
   * or failed.
   */
  void outcome(ChannelKind kind, String outcome) {
    registry
        .counter("leadmetrics.delivery.attempts", "channel", kind.wire(), "outcome", outcome)
        .increment();
  }

  /** A message went out so long after it was queued. */
  void sent(ChannelKind kind, Duration sinceQueued) {
    outcome(kind, "sent");
    timer("leadmetrics.delivery.latency", kind).record(sinceQueued);
  }

  /** A provider answered, or was given up on, after so long. */
  void called(ChannelKind kind, long nanos) {
    timer("leadmetrics.delivery.call", kind).record(nanos, TimeUnit.NANOSECONDS);
  }

  /** A message was put aside until its channel can take it. */
  void held(ChannelKind kind) {
    registry.counter("leadmetrics.delivery.held", "channel", kind.wire()).increment();
  }

  void circuits(ChannelGates gates) {
    registry.gauge("leadmetrics.delivery.circuits.open", gates, ChannelGates::open);
  }

  private Timer timer(String name, ChannelKind kind) {
    return Timer.builder(name)
        .tag("channel", kind.wire())
        .publishPercentiles(0.5, 0.99)
        .register(registry);
  }
}
