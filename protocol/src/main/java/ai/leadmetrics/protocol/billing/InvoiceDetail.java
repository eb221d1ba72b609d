package ai.leadmetrics.protocol.billing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One invoice with everything on it; amounts in paise.
 *
 * @param settled false while the assessment is what the draft would come to today
 * @param assessment absent where a draft has no lines
 * @param warnings why the buyer's state may be wrong; of drafts alone
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
    List<BillingParty.Warning> warnings,
    @Nullable String lut,
    long received,
    long tds,
    long credited,
    long writtenOff,
    List<InvoicePayment> payments,
    List<CreditNote> credits,
    List<InvoiceRefund> refunds,
    List<InvoiceWriteOff> writeOffs,
    @Nullable PaymentProblem problem) {
  public InvoiceDetail {
    lines = List.copyOf(lines);
    payments = List.copyOf(payments);
    warnings = List.copyOf(warnings);
    credits = List.copyOf(credits);
    refunds = List.copyOf(refunds);
    writeOffs = List.copyOf(writeOffs);
  }

  /** The last attempt to collect, which failed. */
  public record PaymentProblem(String reason, Instant at) {}
}
