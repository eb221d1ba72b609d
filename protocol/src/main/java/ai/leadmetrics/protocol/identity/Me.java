package ai.leadmetrics.protocol.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signed-in user as the API shows them.
 *
 * @param role in the tenant, or on the platform
 * @param tenant the one the session is in; absent for users of the platform and for newcomers
 * @param verified whether the e-mail address is proved to be theirs
 * @param memberships every tenant they can switch to
 * @param impersonator the operator who acts for the tenant; absent otherwise
 * @param timeZone IANA name; empty for the tenant's
 * @param avatar the colour of the initials; empty for one that follows from the name
 * @param picture id of the person's picture; absent: initials
 * @param logo id of the tenant's logo
 */
public record Me(
    String id,
    String email,
    String name,
    Role role,
    @Nullable TenantRef tenant,
    List<Permission> permissions,
    boolean verified,
    List<Membership> memberships,
    @Nullable String impersonator,
    String language,
    String timeZone,
    String avatar,
    @Nullable String picture,
    @Nullable String logo) {

  /**
   * The tenant a user belongs to.
   *
   * @param timeZone IANA name
   */
  public record TenantRef(String id, String name, String timeZone) {}

  /** What the user is in a tenant. */
  public record Membership(TenantRef tenant, Role role) {}
}
