package ai.leadmetrics.streams.kit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What the relay says of itself; the gauges are 0 on nodes where it does not run. */
final class RelayMetrics {
  private final DistributionSummary batches;
  private final Counter restarts;
  private volatile long behind;
  private volatile long lagMillis;

  RelayMetrics(MeterRegistry registry) {
    batches = registry.summary("leadmetrics.relay.batch");
    restarts = registry.counter("leadmetrics.stream.restarts", "stream", "relay");
    Gauge.builder("leadmetrics.relay.behind", this, m -> m.behind)
        .description("events in the journal that the broker has not acknowledged")
        .register(registry);
    Gauge.builder("leadmetrics.relay.lag", this, m -> m.lagMillis)
        .description("age of the oldest of them")
        .baseUnit("milliseconds")
        .register(registry);
  }

  void forwarded(int events) {
    if (events > 0) {
      batches.record(events);
    }
  }

  void behind(Journal.Behind measured) {
    behind = measured.count();
    lagMillis =
        measured.count() == 0 ? 0 : Math.max(0, System.currentTimeMillis() - measured.oldest());
  }

  void restarted() {
    restarts.increment();
  }

  void stopped() {
    behind = 0;
    lagMillis = 0;
  }
}
