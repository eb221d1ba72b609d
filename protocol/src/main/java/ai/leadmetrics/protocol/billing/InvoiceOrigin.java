package ai.leadmetrics.protocol.billing;

/** Why there is an invoice. */
public enum InvoiceOrigin {
  SUBSCRIPTION,
  TOP_UP,
  OVERAGE,
  MANUAL
}
