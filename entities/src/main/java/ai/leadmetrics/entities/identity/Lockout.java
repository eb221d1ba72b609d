package ai.leadmetrics.entities.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often a password or code was guessed wrong of late, and whether guesses have to wait. The
 * same rule holds for users and for addresses nobody has, so that the two cannot be told apart.
 *
 * @param failures those within {@link #WINDOW} of the last, fewer than the limit
 * @param until absent where nobody has to wait
 */
public record Lockout(List<Instant> failures, @Nullable Instant until) {
  /** Failures of one origin. */
  public static final int LIMIT = 5;

  /** Failures of all sources together: a single one cannot reach it. */
  public static final int TOTAL = 25;

  public static final Duration WINDOW = Duration.ofMinutes(30);
  public static final Duration WAIT = Duration.ofMinutes(30);
  public static final Lockout NONE = new Lockout(List.of(), null);

  public Lockout {
    failures = List.copyOf(failures);
  }

  public boolean isLocked(Instant at) {
    return until != null && at.isBefore(until);
  }

  /** Whether one more failure is one too many. */
  public boolean isLastChance(Instant at, int limit) {
    return recent(at).size() >= limit - 1;
  }

  /** After one more failure; the one that reaches the limit starts the wait. */
  public Lockout failed(Instant at, int limit) {
    if (isLastChance(at, limit)) {
      return new Lockout(List.of(), at.plus(WAIT));
    }
    var recent = recent(at);
    recent.add(at);
    return new Lockout(recent, null);
  }

  private List<Instant> recent(Instant at) {
    var recent = new ArrayList<Instant>();
    for (var failure : failures) {
      if (failure.plus(WINDOW).isAfter(at)) {
        recent.add(failure);
      }
    }
    return recent;
  }
}
