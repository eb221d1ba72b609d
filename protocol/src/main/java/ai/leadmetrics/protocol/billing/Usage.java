package ai.leadmetrics.protocol.billing;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant's agents have used between two days, both included.
 *
 * @param timeZone IANA name of the zone that the days are of
 */
public record Usage(
    LocalDate from,
    LocalDate to,
    String timeZone,
    List<Tokens> tokens,
    List<Credits> credits,
    TokenSpending spending) {

  public Usage {
    tokens = List.copyOf(tokens);
    credits = List.copyOf(credits);
  }

  /**
   * Runs of one agent on one model within a day.
   *
   * @param model absent for runs that ended before a model was asked
   */
  public record Tokens(
      LocalDate day,
      String agent,
      @Nullable String model,
      long runs,
      long failed,
      long inputTokens,
      long outputTokens) {}

  /** Credits that were used up within a day. */
  public record Credits(LocalDate day, String creditType, long units, long credits) {}
}
