package ai.leadmetrics.protocol.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signed-in user as the API shows them.
 *
 * @param tenant absent for users of the platform
 * @param permissions wire names, sorted
 */
public record Me(
    String id,
    String email,
    String name,
    Role role,
    @Nullable MyTenant tenant,
    List<String> permissions) {

  /**
   * The tenant a user belongs to.
   *
   * @param timeZone IANA name
   */
  public record MyTenant(String id, String name, String timeZone) {}
}
