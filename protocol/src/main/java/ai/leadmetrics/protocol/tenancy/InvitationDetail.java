package ai.leadmetrics.protocol.tenancy;

import ai.leadmetrics.protocol.identity.Role;
import java.time.Instant;

/**
 * What whoever holds an invitation's link may know of it.
 *
 * @param business the name of the business
 * @param account whether there is an account with the address, which then has to be signed in to
 */
public record InvitationDetail(
    String business,
    String email,
    Role role,
    String invitedBy,
    Instant expiresAt,
    boolean account) {}
