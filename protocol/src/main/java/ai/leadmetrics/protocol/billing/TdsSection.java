package ai.leadmetrics.protocol.billing;

/**
 * Why and how much a customer withholds as tax deducted at source (TDS), which is counted on the
 * value without GST where that is shown apart (CBDT circular 23/2017).
 *
 * @param section a short id of ours, stored with payments
 * @param law the section of the Income-tax Act 1961; since April 2026 a row of the table in section
 *     393 of the Income-tax Act 2025
 * @param rate in hundredths of a percent
 */
public record TdsSection(String section, String law, String title, int rate) {}
