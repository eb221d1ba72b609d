package ai.leadmetrics.protocol.billing;

import java.time.Instant;

/**
 * Money that went back.
 *
 * @param id the gateway's
 * @param payment which it was paid by
 * @param amount in paise
 */
public record InvoiceRefund(String id, String payment, long amount, Instant at) {}
