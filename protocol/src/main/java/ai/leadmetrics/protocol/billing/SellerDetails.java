package ai.leadmetrics.protocol.billing;

import org.jspecify.annotations.Nullable;

/**
 * Who issues the platform's invoices, and how.
 *
 * @param lut letter of undertaking, under which SEZ and export supplies bear no tax
 * @param series what invoice numbers begin with
 * @param creditSeries what numbers of credit notes begin with
 * @param sac service accounting code of what is sold
 * @param rate GST in hundredths of a percent
 * @param writeOffLimit in paise, what may be written off of one invoice in all
 * @param bank where to pay to, as printed
 */
public record SellerDetails(
    BillingParty party,
    @Nullable String lut,
    String series,
    String creditSeries,
    int dueDays,
    String sac,
    int rate,
    boolean roundToRupee,
    long writeOffLimit,
    String bank,
    String email) {}
