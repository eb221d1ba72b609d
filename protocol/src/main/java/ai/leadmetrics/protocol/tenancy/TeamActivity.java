package ai.leadmetrics.protocol.tenancy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a team.
 *
 * @param by the name of whoever did it, or {@code system}
 * @param type the event's stored type name
 * @param subject the name of whom it was about, or an invited address
 * @param before a role, where one was changed or taken
 * @param after a role, where one was given; the reason, where an operator came
 */
public record TeamActivity(
    String id,
    Instant at,
    String by,
    String type,
    String subject,
    @Nullable String before,
    @Nullable String after) {}
