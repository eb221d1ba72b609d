package ai.leadmetrics.protocol.ops;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something an operator has to look at.
 *
 * @param code what kind of thing, for example {@code webhook_refused}
 * @param subject what it is about
 * @param count how often it happened since it was last acknowledged
 */
public record Alarm(
    String id,
    String code,
    String subject,
    String detail,
    long count,
    Instant firstAt,
    Instant lastAt,
    @Nullable Instant acknowledgedAt,
    @Nullable String acknowledgedBy) {}
