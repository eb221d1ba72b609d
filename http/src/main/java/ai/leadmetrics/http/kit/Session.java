package ai.leadmetrics.http.kit;

import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in user. The token says which session it is, the session what it entitles to right now.
 *
 * @param id the token's id
 * @param family the session's id, the same through all its tokens
 * @param tenant absent for users of the platform and for newcomers
 * @param verified whether the user has proved that the e-mail address is theirs
 * @param impersonator the operator who acts for the tenant; absent otherwise
 * @param expiresAt the token's end
 */
public record Session(
    String id,
    String family,
    String user,
    String name,
    Role role,
    @Nullable TenantId tenant,
    boolean verified,
    @Nullable String impersonator,
    Instant expiresAt) {

  public boolean may(Permission permission) {
    return role.permissions().contains(permission);
  }
}
