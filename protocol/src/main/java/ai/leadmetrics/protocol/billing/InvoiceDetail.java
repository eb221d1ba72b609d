package ai.leadmetrics.protocol.billing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One invoice with everything on it; amounts in paise.
 *
 * @param settled false while the assessment is what the draft would come to today
 * @param assessment absent where a draft has no lines
 * @param lut the seller's letter of undertaking
 */
public record InvoiceDetail(
    InvoiceSummary summary,
    String subject,
    String note,
    boolean reverseCharge,
    List<InvoiceLine> lines,
    boolean settled,
    @Nullable Assessment assessment,
    BillingParty seller,
    BillingParty buyer,
    @Nullable String lut,
    long received,
    long tds,
    long credited,
    List<InvoicePayment> payments,
    List<CreditNote> credits,
    List<InvoiceRefund> refunds,
    @Nullable PaymentProblem problem) {
  public InvoiceDetail {
    lines = List.copyOf(lines);
    payments = List.copyOf(payments);
    credits = List.copyOf(credits);
    refunds = List.copyOf(refunds);
  }

  /** The last attempt to collect, which failed. */
  public record PaymentProblem(String reason, Instant at) {}
}
