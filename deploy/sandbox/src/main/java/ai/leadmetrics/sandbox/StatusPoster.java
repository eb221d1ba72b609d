package ai.leadmetrics.sandbox;

import ai.leadmetrics.sandbox.Faults.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the product what became of each accepted send: sent, delivered, read. */
final class StatusPoster {
  private static final Logger log = LoggerFactory.getLogger(StatusPoster.class);

  /** Sends whose statuses wait at one time; more than that and the product is not listening. */
  private static final int MOST_WAITING = 20_000;

  private record Step(String status, Duration at) {}

  private final SandboxConfig.StatusDelays delays;
  private final Numbers numbers;
  private final Phones phones;
  private final Webhooks webhooks;
  private final ExecutorService executor;
  private final Semaphore waiting = new Semaphore(MOST_WAITING);
  private final AtomicLong generation = new AtomicLong();

  StatusPoster(
      SandboxConfig.StatusDelays delays,
      Numbers numbers,
      Phones phones,
      Webhooks webhooks,
      ExecutorService executor) {
    this.delays = delays;
    this.numbers = numbers;
    this.phones = phones;
    this.webhooks = webhooks;
    this.executor = executor;
  }

  void start(Sends.Accepted send, Mode mode) {
    if (!waiting.tryAcquire()) {
      log.warn("Too many statuses are waiting; none for {}", send.id());
      return;
    }
    var started = generation.get();
    executor.execute(
        () -> {
          try {
            run(send, mode, started);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          } finally {
            waiting.release();
          }
        });
  }

  /** Forgets what has not been posted yet. */
  void clear() {
    generation.incrementAndGet();
  }

  private void run(Sends.Accepted send, Mode mode, long started) throws InterruptedException {
    for (var step : steps(mode)) {
      var due = send.at().plus(step.at());
      Thread.sleep(Duration.between(Instant.now(), due));
      var number = numbers.find(send.phoneNumberId());
      if (number.isEmpty() || generation.get() != started) {
        return;
      }
      phones.status(send.id(), step.status());
      var payload = Payloads.status(number.get(), send, step.status(), due);
      webhooks.deliver(send.phoneNumberId(), payload);
      if (mode == Mode.DUPLICATE_STATUS) {
        webhooks.deliver(send.phoneNumberId(), payload);
      }
    }
  }

  private List<Step> steps(Mode mode) {
    return switch (mode) {
      case FAILED -> List.of(new Step("failed", delays.sent()));
      case OUT_OF_ORDER ->
          List.of(
              new Step("read", delays.sent()),
              new Step("sent", delays.delivered()),
              new Step("delivered", delays.read()));
      case NONE, TOO_MANY, SERVER_ERROR, SILENT, DROP_RESPONSE, DUPLICATE_STATUS ->
          List.of(
              new Step("sent", delays.sent()),
              new Step("delivered", delays.delivered()),
              new Step("read", delays.read()));
    };
  }
}
