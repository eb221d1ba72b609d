package ai.leadmetrics.streams.identity;

import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Port;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a session that goes on entitles to, as of now: tokens only say which session it is.
 *
 * @param family the session's id, the same through all its tokens
 * @param tenant absent for users of the platform and for newcomers
 * @param impersonator the operator who acts for the tenant; absent otherwise
 * @param expiresAt when it ends unless it is used
 */
@Port
public record Standing(
    String family,
    String user,
    String name,
    Role role,
    @Nullable TenantId tenant,
    boolean verified,
    @Nullable String impersonator,
    Instant expiresAt) {}
