package ai.leadmetrics.streams.ops;

import ai.leadmetrics.protocol.kit.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is written on a dead letter; its payload is the record it travels on.
 *
 * @param id the same however often the element is found dead
 * @param tenant absent where it could not be told
 * @param reason stable, in snake case
 */
public record Letter(
    String id,
    @Nullable TenantId tenant,
    String source,
    String endpoint,
    String reason,
    String detail,
    Instant receivedAt) {}
