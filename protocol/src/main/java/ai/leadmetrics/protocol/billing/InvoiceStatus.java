package ai.leadmetrics.protocol.billing;

/** Where an invoice stands. */
public enum InvoiceStatus {
  DRAFT,
  /** Closed for changes and about to get its number. */
  ISSUING,
  ISSUED,
  PAID,
  /** Taken back entirely by credit notes. */
  VOID,
  /** A draft that came to nothing; never had a number. */
  DISCARDED
}
