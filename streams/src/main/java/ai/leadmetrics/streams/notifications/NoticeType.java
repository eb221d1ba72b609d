package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.protocol.identity.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of notice, as {@code notices/types.json} has it.
 *
 * @param category what it is listed under
 * @param security cannot be switched off, waits for no quiet hours and for no digest
 * @param urgent waits for no digest
 * @param channels those it goes by until somebody chooses otherwise
 * @param permission of those who are told; absent where it is about the person
 * @param mail the template of its own; absent: title and text in the common one
 */
public record NoticeType(
    String category,
    boolean security,
    boolean urgent,
    List<String> channels,
    @Nullable Permission permission,
    @Nullable String mail) {
  /** Whether somebody of this role may ever be told, by the permission of those who are. */
  boolean concerns(Role role) {
    return permission == null || role.permissions().contains(permission);
  }
}
