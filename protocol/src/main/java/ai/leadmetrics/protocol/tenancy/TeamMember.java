package ai.leadmetrics.protocol.tenancy;

import ai.leadmetrics.protocol.identity.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who belongs to a team.
 *
 * @param owner whether the business is theirs; true of exactly one
 * @param lastSeenAt absent for whoever has not signed in to this business yet
 * @param picture id of the person's picture; absent: initials
 */
public record TeamMember(
    String id,
    String name,
    String email,
    Role role,
    boolean owner,
    Instant joinedAt,
    @Nullable Instant lastSeenAt,
    @Nullable String picture) {}
