package ai.leadmetrics.protocol.billing;

import ai.leadmetrics.protocol.kit.ErrorCode;

/** Refusals of invoices. */
public enum InvoiceError implements ErrorCode {
  INVOICE_NOT_FOUND(404, "There is no such invoice here, or it is not yours."),
  INVOICE_EXISTS(409, "There is an invoice of that id with other content."),
  INVOICE_NOT_DRAFT(409, "Only drafts can be changed; take back an issued one by a credit note."),
  INVOICE_EMPTY(409, "Add a line with an amount first."),
  INVOICE_NOT_ISSUED(409, "Issue the invoice first."),
  INVOICE_LINE_CONFLICT(409, "There is a line of that id with other content."),
  INVOICE_FULL(409, "Start another invoice: this one has as many entries as it may."),
  PAYMENT_TOO_HIGH(409, "Record no more than what is still owed."),
  PAYMENT_CONFLICT(409, "There is a payment of that id with other amounts."),
  TDS_TOO_HIGH(
      409,
      "More TDS than the section's rate allows on this invoice. Check the amount and the section."),
  WRITE_OFF_TOO_HIGH(
      409, "Write off no more than is owed, and no more than the limit; credit the rest instead."),
  WRITE_OFF_CONFLICT(409, "There is a write-off of that id with another amount."),
  CREDIT_TOO_HIGH(409, "Credit no more of a line than is left of it."),
  CREDIT_CONFLICT(409, "There is a credit note of that id with other content.");

  private final int status;
  private final String advice;

  InvoiceError(int status, String advice) {
    this.status = status;
    this.advice = advice;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String advice() {
    return advice;
  }
}
