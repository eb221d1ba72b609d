package ai.leadmetrics.protocol.billing;

import java.time.Instant;

/**
 * A small unpaid balance of an invoice that is no longer claimed. No credit note: the taxable value
 * and the tax stay as they were invoiced (CGST Act 2017, section 34 lists what a credit note is
 * for).
 *
 * @param amount in paise
 */
public record InvoiceWriteOff(String id, long amount, String reason, Instant at) {}
