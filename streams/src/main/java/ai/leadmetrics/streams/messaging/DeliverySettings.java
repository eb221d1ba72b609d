package ai.leadmetrics.streams.messaging;

import com.typesafe.config.Config;
import java.time.Duration;

/** {@code leadmetrics.delivery}. */
record DeliverySettings(
    int parallelism,
    int heldParallelism,
    int channelShare,
    int messagesPerSecond,
    int recipientBurst,
    Duration recipientInterval,
    int circuitFailures,
    Duration circuitShortest,
    Duration circuitLongest,
    int maxAttempts,
    Duration backoffShortest,
    Duration backoffLongest,
    Duration inlineWait,
    Duration outstandingGrace,
    Duration maxAge) {

  static DeliverySettings of(Config root) {
    var config = root.getConfig("leadmetrics.delivery");
    return new DeliverySettings(
        config.getInt("parallelism"),
        config.getInt("held-parallelism"),
        config.getInt("channel.share"),
        config.getInt("channel.messages-per-second"),
        config.getInt("channel.recipient-burst"),
        config.getDuration("channel.recipient-interval"),
        config.getInt("channel.circuit.failures"),
        config.getDuration("channel.circuit.shortest"),
        config.getDuration("channel.circuit.longest"),
        config.getInt("max-attempts"),
        config.getDuration("backoff.shortest"),
        config.getDuration("backoff.longest"),
        config.getDuration("inline-wait"),
        config.getDuration("outstanding-grace"),
        config.getDuration("max-age"));
  }

  /** The pause before attempt number {@code tries + 1}, doubling from one to the next. */
  Duration backoff(int tries) {
    var doubled = backoffShortest.multipliedBy(1L << Math.min(Math.max(tries - 1, 0), 20));
    return doubled.compareTo(backoffLongest) < 0 ? doubled : backoffLongest;
  }
}
