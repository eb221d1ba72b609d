package ai.leadmetrics.entities.billing;

import ai.leadmetrics.protocol.billing.Parts;
import java.time.Instant;

/**
 * Credits set aside for work that has not ended.
 *
 * @param rate credits per unit when they were reserved
 * @param overagePaise price of each credit of overage
 * @param period begin of the period they were taken from
 */
public record Hold(
    String creditType,
    long units,
    long rate,
    Parts parts,
    long overagePaise,
    Instant expiresAt,
    Instant period) {

  long content() {
    return Settled.content("reserve", creditType, Long.toString(units));
  }
}
