package ai.leadmetrics.protocol.tenancy;

import ai.leadmetrics.protocol.identity.Role;
import java.time.Instant;

/**
 * An invitation that nobody has taken up.
 *
 * @param invitedBy the name of whoever sent it
 * @param expiresAt may be in the past: then its link does not work any more
 */
public record TeamInvitation(
    String id, String email, Role role, String invitedBy, Instant createdAt, Instant expiresAt) {}
