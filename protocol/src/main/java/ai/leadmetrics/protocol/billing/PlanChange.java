package ai.leadmetrics.protocol.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a change of plan means, or did.
 *
 * @param dueNow the difference for the rest of the period, with tax; absent where nothing is due
 * @param net the same without tax
 * @param effectiveAt when the new plan counts
 * @param checkout to pay what is due; absent in a preview, and where nothing is
 */
public record PlanChange(
    PlanId plan,
    @Nullable Money dueNow,
    @Nullable Money net,
    Instant effectiveAt,
    Money monthly,
    @Nullable Checkout checkout) {}
