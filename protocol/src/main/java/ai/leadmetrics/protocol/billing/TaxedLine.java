package ai.leadmetrics.protocol.billing;

/** A line with its tax; amounts in paise. */
public record TaxedLine(InvoiceLine line, long taxable, long cgst, long sgst, long igst) {
  public long tax() {
    return cgst + sgst + igst;
  }
}
