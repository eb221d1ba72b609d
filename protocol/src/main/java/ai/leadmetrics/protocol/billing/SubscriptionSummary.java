package ai.leadmetrics.protocol.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subscription in the list.
 *
 * @param price for one month, without tax
 * @param amount what is charged for one month, with tax
 * @param charging whether the payment provider goes on charging for it
 * @param next the plan of the next period, where it is another
 * @param dunningDay the last reminder: 1, 3, 7 or 14; 0 before the first
 * @param owed what is asked for since a payment failed, with tax
 */
public record SubscriptionSummary(
    String id,
    SubscriptionStatus status,
    Charging charging,
    PlanId plan,
    int version,
    String name,
    Money price,
    Money amount,
    @Nullable Instant periodStart,
    @Nullable Instant periodEnd,
    @Nullable PlanId next,
    @Nullable Money owed,
    @Nullable Instant owedSince,
    @Nullable Integer dunningDay,
    Instant createdAt) {}
