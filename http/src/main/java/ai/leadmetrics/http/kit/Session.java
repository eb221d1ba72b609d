package ai.leadmetrics.http.kit;

import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in user, as their token says.
 *
 * @param id the token's id; signing out revokes it
 * @param tenant absent for users of the platform
 */
public record Session(
    String id, String user, String name, Role role, @Nullable TenantId tenant, Instant expiresAt) {

  public boolean may(Permission permission) {
    return role.permissions().contains(permission);
  }
}
