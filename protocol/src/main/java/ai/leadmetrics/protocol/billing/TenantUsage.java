package ai.leadmetrics.protocol.billing;

import ai.leadmetrics.protocol.kit.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What one tenant's AI used, as the platform counts it.
 *
 * @param overage what the tenant pays past its credits, without tax
 * @param cost what the models cost the platform; absent where no prices are configured
 */
public record TenantUsage(
    TenantId tenant,
    String name,
    long runs,
    long failed,
    long inputTokens,
    long outputTokens,
    long credits,
    Money overage,
    @Nullable Money cost) {}
