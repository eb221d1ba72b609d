package ai.leadmetrics.protocol.billing;

/**
 * Credits for sale.
 *
 * @param price without tax
 * @param amount with tax
 */
public record TopUpOffer(long credits, Money price, Money amount) {}
