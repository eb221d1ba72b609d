package ai.leadmetrics.streams.kit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.concurrent.CompletionStage;

/**
 * Work that a clock starts. It may be started again after a crash in the middle of it, so it has to
 * be idempotent.
 */
public sealed interface Job {
  /** Stable: rows in the database go by it. For example {@code billing.credits.reset}. */
  String name();

  /** What to do again and again. */
  @FunctionalInterface
  interface Work {
    CompletionStage<?> run(Platform platform, Instant now);
  }

  /** What to do once, with what is to be known for it. */
  @FunctionalInterface
  interface WorkOn<T> {
    CompletionStage<?> run(Platform platform, Instant now, T data);
  }

  /** When something recurs. */
  sealed interface Rhythm {
    record Daily(LocalTime at, ZoneId zone) implements Rhythm {
      @Override
      public String toString() {
        return "daily at " + at + ' ' + zone;
      }
    }

    /** So long after the end of the run before. */
    record Every(Duration pause) implements Rhythm {
      @Override
      public String toString() {
        return "every " + pause;
      }
    }
  }

  /**
   * Runs by a schedule, once in the whole cluster; a run that fails is logged and the next one
   * comes as planned.
   *
   * @param summary one sentence for operators
   */
  record Recurring(String name, String summary, Rhythm rhythm, Work work) implements Job {}

  /**
   * Runs when {@link Schedules#at} says; one that fails is tried again with growing pauses until it
   * succeeds.
   *
   * @param type of the data, stored as JSON
   */
  record OneTime<T>(String name, String summary, Class<T> type, WorkOn<T> work) implements Job {}
}
