package ai.leadmetrics.protocol.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user as the platform's operators list them.
 *
 * @param platformRole absent for everybody who does not run the platform
 * @param tenants how many businesses they belong to
 */
public record UserSummary(
    String id,
    String email,
    String name,
    @Nullable Role platformRole,
    boolean verified,
    boolean disabled,
    int tenants,
    Instant createdAt,
    @Nullable Instant lastSeenAt) {}
