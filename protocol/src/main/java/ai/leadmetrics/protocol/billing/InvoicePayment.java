package ai.leadmetrics.protocol.billing;

import java.time.Instant;

/**
 * Money for an invoice; amounts in paise.
 *
 * @param id the gateway's payment, or an id of whoever recorded it: counted once
 * @param received what arrived
 * @param tds what the customer withheld and pays to the tax office in our name
 * @param method card, upi, bank_transfer, …
 * @param reference of the bank or gateway
 */
public record InvoicePayment(
    String id, long received, long tds, String method, String reference, Instant at) {
  public long settles() {
    return received + tds;
  }
}
