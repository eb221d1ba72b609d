package ai.leadmetrics.protocol.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money for an invoice; amounts in paise.
 *
 * @param id the gateway's payment, or an id of whoever recorded it: counted once
 * @param received what arrived
 * @param tds what the customer withheld and pays to the tax office in our name
 * @param tdsSection why it was withheld ({@link TdsSection}), where that was said
 * @param method card, upi, bank_transfer, …
 * @param reference of the bank or gateway
 */
public record InvoicePayment(
    String id,
    long received,
    long tds,
    @Nullable String tdsSection,
    String method,
    String reference,
    Instant at) {
  public long settles() {
    return received + tds;
  }
}
