package ai.leadmetrics.entities.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often somebody has failed to sign in of late, and whether they have to wait. The same rule
 * holds for users and for addresses nobody has, so that the two cannot be told apart.
 *
 * @param failures those within {@link #WINDOW} of the last, at most {@link #LIMIT}
 * @param until absent where nobody has to wait
 */
public record Lockout(List<Instant> failures, @Nullable Instant until) {
  public static final int LIMIT = 5;
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
  public boolean isLastChance(Instant at) {
    return recent(at).size() >= LIMIT - 1;
  }

  /** After one more failure; the fifth starts the wait. */
  public Lockout failed(Instant at) {
    if (isLastChance(at)) {
      return new Lockout(List.of(), at.plus(WAIT));
    }
    var recent = recent(at);
    recent.add(at);
    return new Lockout(recent, null);
  }

  private List<Instant> recent(Instant at) {
    var recent = new ArrayList<Instant>(LIMIT);
    for (var failure : failures) {
      if (failure.plus(WINDOW).isAfter(at)) {
        recent.add(failure);
      }
    }
    return recent;
  }
}
