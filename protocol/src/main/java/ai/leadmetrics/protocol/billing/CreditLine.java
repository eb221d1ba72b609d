package ai.leadmetrics.protocol.billing;

/**
 * Takes back part of an invoice's line.
 *
 * @param line its id
 * @param taxable in paise, before tax
 */
public record CreditLine(String line, long taxable) {}
