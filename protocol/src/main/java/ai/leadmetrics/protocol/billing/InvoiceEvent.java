package ai.leadmetrics.protocol.billing;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to an invoice. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface InvoiceEvent {
  @JsonTypeName("invoice-drafted")
  record InvoiceDrafted(
      InvoiceOrigin origin,
      String subject,
      List<InvoiceLine> lines,
      boolean reverseCharge,
      String note)
      implements InvoiceEvent {}

  @JsonTypeName("invoice-line-added")
  record InvoiceLineAdded(InvoiceLine line) implements InvoiceEvent {}

  @JsonTypeName("invoice-lines-replaced")
  record InvoiceLinesReplaced(List<InvoiceLine> lines, boolean reverseCharge, String note)
      implements InvoiceEvent {}

  @JsonTypeName("invoice-discarded")
  record InvoiceDiscarded() implements InvoiceEvent {}

  /** Carries seller and buyer as they were then: later changes of theirs don't touch it. */
  @JsonTypeName("invoice-closed")
  record InvoiceClosed(
      BillingParty seller, @Nullable String lut, BillingParty buyer, Assessment assessment)
      implements InvoiceEvent {}

  @JsonTypeName("invoice-issued")
  record InvoiceIssued(String number, LocalDate date, LocalDate due, long total)
      implements InvoiceEvent {}

  /**
   * @param open what is still owed after it, in paise
   * @param number the invoice's; absent in events from before it was kept
   * @param total the invoice's
   */
  @JsonTypeName("invoice-payment-recorded")
  record InvoicePaymentRecorded(
      InvoicePayment payment, long open, @Nullable String number, long total)
      implements InvoiceEvent {}

  @JsonTypeName("invoice-payment-failed")
  record InvoicePaymentFailed(String payment, String reason, Instant at) implements InvoiceEvent {}

  @JsonTypeName("invoice-overdue")
  record InvoiceOverdue(LocalDate due, long open) implements InvoiceEvent {}

  /**
   * Money for it went back; a credit note for what was not taken back before follows.
   *
   * @param amount of this refund alone, in paise
   * @param open what is still owed until that credit note is issued
   * @param chargeback whether the bank took it back: no credit note follows, it is owed again
   */
  @JsonTypeName("invoice-refunded")
  record InvoiceRefunded(
      String refund, String payment, long amount, long open, boolean chargeback, Instant at)
      implements InvoiceEvent {}

  /**
   * @param open what is still owed after it; below zero where the refund is due again
   */
  @JsonTypeName("invoice-refund-revoked")
  record InvoiceRefundRevoked(String refund, long open, Instant at) implements InvoiceEvent {}

  /**
   * @param open what is still owed after it, in paise
   */
  @JsonTypeName("invoice-written-off")
  record InvoiceWrittenOff(InvoiceWriteOff writeOff, long open) implements InvoiceEvent {}

  @JsonTypeName("credit-closed")
  record CreditClosed(String note, String reason, Assessment assessment) implements InvoiceEvent {}

  /**
   * @param open what is still owed after it, in paise
   * @param voids whether nothing of the invoice is left
   */
  @JsonTypeName("credit-issued")
  record CreditIssued(String note, String number, LocalDate date, long open, boolean voids)
      implements InvoiceEvent {}
}
