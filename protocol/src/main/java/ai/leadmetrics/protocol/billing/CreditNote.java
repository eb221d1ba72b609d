package ai.leadmetrics.protocol.billing;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was taken back of an invoice.
 *
 * @param number absent for the moment between being decided and being numbered
 */
public record CreditNote(
    String id,
    @Nullable String number,
    @Nullable LocalDate date,
    String reason,
    Assessment assessment) {
  public CreditNote numbered(String given, LocalDate on) {
    return new CreditNote(id, given, on, reason, assessment);
  }
}
