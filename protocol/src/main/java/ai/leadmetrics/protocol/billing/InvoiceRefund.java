package ai.leadmetrics.protocol.billing;

import java.time.Instant;

/**
 * Money that went back.
 *
 * @param id the gateway's
 * @param payment which it was paid by
 * @param amount in paise
 * @param chargeback whether the bank took it back in a dispute
 * @param revoked whether it came to nothing: the money is here again
 */
public record InvoiceRefund(
    String id, String payment, long amount, boolean chargeback, boolean revoked, Instant at) {
  public InvoiceRefund asRevoked() {
    return new InvoiceRefund(id, payment, amount, chargeback, true, at);
  }
}
