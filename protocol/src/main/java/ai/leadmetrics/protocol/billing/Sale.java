package ai.leadmetrics.protocol.billing;

import org.jspecify.annotations.Nullable;

/**
 * What the tax of a price was reckoned from. Kept with an order, so that its invoice says what was
 * collected, whoever seller and buyer are by then.
 *
 * @param lut the seller's letter of undertaking, where it has one
 * @param sac service accounting code of what is sold
 * @param rate GST in hundredths of a percent
 * @param toRupee whether the total was rounded to whole rupees
 */
public record Sale(
    BillingParty seller,
    @Nullable String lut,
    BillingParty buyer,
    String sac,
    int rate,
    boolean toRupee) {}
