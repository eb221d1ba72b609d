package ai.leadmetrics.streams.messaging;

import ai.leadmetrics.streams.kit.Outcome;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.time.Instant;

/** Whether one channel may send now: its circuit, its share of the node, its provider's limits. */
final class ChannelGate {
  /** Idle recipients are forgotten; by then their bucket is full again. */
  private static final int MAX_RECIPIENTS = 10_000;

  private static final Duration SHARE_TAKEN = Duration.ofMillis(100);

  private final DeliverySettings settings;
  private final Circuit circuit;
  private final Bucket number;
  private final Cache<String, Bucket> recipients;
  private int inFlight;

  /** The answer to a wish to send. */
  sealed interface Admission {
    /** Go ahead, and report the outcome. */
    record Admitted(boolean probe) implements Admission {}

    /** Not now; ask again after {@code time}. */
    record Wait(Duration time) implements Admission {}
  }

  ChannelGate(DeliverySettings settings) {
    this.settings = settings;
    this.circuit =
        new Circuit(
            settings.circuitFailures(), settings.circuitShortest(), settings.circuitLongest());
    int rate = settings.messagesPerSecond();
    this.number =
        Bucket.builder()
            .addLimit(limit -> limit.capacity(rate).refillGreedy(rate, Duration.ofSeconds(1)))
            .build();
    this.recipients =
        Caffeine.newBuilder()
            .maximumSize(MAX_RECIPIENTS)
            .expireAfterAccess(settings.recipientInterval().multipliedBy(settings.recipientBurst()))
            .build();
  }

  synchronized boolean isOpen() {
    return circuit.isOpen();
  }

  synchronized Admission enter(Instant now, String address) {
    var pause = circuit.waitAt(now);
    if (!pause.isZero()) {
      return new Admission.Wait(pause);
    }
    if (inFlight >= settings.channelShare()) {
      return new Admission.Wait(SHARE_TAKEN);
    }
    var recipient = recipients.get(address, _ -> recipientBucket());
    var ofRecipient = recipient.tryConsumeAndReturnRemaining(1);
    if (!ofRecipient.isConsumed()) {
      return new Admission.Wait(Duration.ofNanos(ofRecipient.getNanosToWaitForRefill()));
    }
    var ofNumber = number.tryConsumeAndReturnRemaining(1);
    if (!ofNumber.isConsumed()) {
      recipient.addTokens(1);
      return new Admission.Wait(Duration.ofNanos(ofNumber.getNanosToWaitForRefill()));
    }
    inFlight++;
    return new Admission.Admitted(circuit.begin());
  }

  /** Every admission is followed by this or by {@link #abandon}. */
  synchronized void leave(Instant now, boolean probe, Outcome outcome) {
    inFlight--;
    switch (outcome) {
      case Outcome.Sent _, Outcome.Refused _ -> circuit.succeeded();
      case Outcome.RetryLater(_, _, var scope) -> {
        switch (scope) {
          case CHANNEL -> circuit.failed(now, probe);
          case RECIPIENT -> circuit.succeeded();
        }
      }
      case Outcome.Unknown _ -> circuit.failed(now, probe);
    }
  }

  /** The provider was not called after all. */
  synchronized void abandon(boolean probe) {
    inFlight--;
    circuit.abandoned(probe);
  }

  private Bucket recipientBucket() {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit
                    .capacity(settings.recipientBurst())
                    .refillGreedy(1, settings.recipientInterval()))
        .build();
  }
}
