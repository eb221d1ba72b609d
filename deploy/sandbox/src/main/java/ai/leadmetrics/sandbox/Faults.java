package ai.leadmetrics.sandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What goes wrong with the next sends. */
final class Faults {
  /** A way to misbehave, by its wire name. */
  enum Mode {
    NONE("none"),
    TOO_MANY("429"),
    SERVER_ERROR("500"),
    SILENT("silent"),
    DROP_RESPONSE("drop-response"),
    OUT_OF_ORDER("out-of-order"),
    DUPLICATE_STATUS("duplicate-status"),
    FAILED("failed");

    private final String wire;

    Mode(String wire) {
      this.wire = wire;
    }

    String wire() {
      return wire;
    }

    static Mode of(String wire) {
      return Arrays.stream(values())
          .filter(mode -> mode.wire.equals(wire))
          .findFirst()
          .orElseThrow(
              () ->
                  Refusal.of(
                      400,
                      "mode must be one of " + Arrays.stream(values()).map(Mode::wire).toList()));
    }
  }

  /** The mode and the number of sends it still applies to. */
  record Plan(Mode mode, long count) {
    static final Plan NONE = new Plan(Mode.NONE, 0);
  }

  private Plan plan = Plan.NONE;
  private CompletableFuture<Void> release = new CompletableFuture<>();

  /** Replaces the plan and lets go of every request still held without an answer. */
  synchronized void set(Plan next) {
    plan = next.mode() == Mode.NONE || next.count() <= 0 ? Plan.NONE : next;
    release.complete(null);
    release = new CompletableFuture<>();
  }

  synchronized Plan current() {
    return plan;
  }

  /** The mode for one send. */
  synchronized Mode take() {
    var mode = plan.mode();
    if (mode != Mode.NONE) {
      plan = plan.count() > 1 ? new Plan(mode, plan.count() - 1) : Plan.NONE;
    }
    return mode;
  }

  /** Holds the caller for that long, or until the plan changes. */
  void hold(Duration longest) {
    try {
      released().get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException _) {
      // Held long enough.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized CompletableFuture<Void> released() {
    return release;
  }
}
