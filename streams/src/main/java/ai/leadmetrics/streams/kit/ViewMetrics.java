package ai.leadmetrics.streams.kit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What a view's runner says of itself. */
final class ViewMetrics {
  private final DistributionSummary batches;
  private final Counter restarts;
  private volatile long lag;

  ViewMetrics(MeterRegistry registry, String view) {
    batches = registry.summary("leadmetrics.view.batch", "view", view);
    restarts = registry.counter("leadmetrics.stream.restarts", "stream", "view-" + view);
    Gauge.builder("leadmetrics.view.lag", this, m -> m.lag)
        .description("records in this node's partitions that the view has not applied")
        .tag("view", view)
        .register(registry);
  }

  void applied(int events) {
    batches.record(events);
  }

  void lag(long records) {
    lag = records;
  }

  void restarted() {
    restarts.increment();
  }
}
