package ai.leadmetrics.protocol.ops;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job that a clock starts.
 *
 * @param schedule how often it recurs; absent for what runs once per thing it is planned for
 * @param waiting how many runs are planned
 * @param run its next and last run; absent where none is planned
 */
public record ScheduledJob(
    String name, String summary, @Nullable String schedule, long waiting, @Nullable Run run) {

  /**
   * @param failures in a row
   */
  public record Run(
      Instant next,
      boolean running,
      @Nullable Instant lastSuccess,
      @Nullable Instant lastFailure,
      int failures) {}
}
