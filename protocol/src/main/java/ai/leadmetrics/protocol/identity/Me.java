package ai.leadmetrics.protocol.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signed-in user as the API shows them.
 *
 * @param tenant absent for users of the platform
 */
public record Me(
    String id,
    String email,
    String name,
    Role role,
    @Nullable TenantRef tenant,
    List<Permission> permissions) {

  /**
   * The tenant a user belongs to.
   *
   * @param timeZone IANA name
   */
  public record TenantRef(String id, String name, String timeZone) {}
}
