package ai.leadmetrics.protocol.identity;

import static ai.leadmetrics.protocol.identity.Permission.AGENTS_READ;
import static ai.leadmetrics.protocol.identity.Permission.CHANNELS_MANAGE;
import static ai.leadmetrics.protocol.identity.Permission.INBOX_READ;
import static ai.leadmetrics.protocol.identity.Permission.INBOX_REPLY;
import static ai.leadmetrics.protocol.identity.Permission.LEADS_READ;
import static ai.leadmetrics.protocol.identity.Permission.LEADS_WRITE;
import static ai.leadmetrics.protocol.identity.Permission.OPS_MANAGE;
import static ai.leadmetrics.protocol.identity.Permission.OPS_READ;

import java.util.Locale;
import java.util.Set;

/** Roles as sets of permissions. A super admin runs the platform and belongs to no tenant. */
@SuppressWarnings("ImmutableEnumChecker") // Set.of never changes
public enum Role {
  SUPER_ADMIN(OPS_READ, OPS_MANAGE),
  ADMIN(INBOX_READ, INBOX_REPLY, LEADS_READ, LEADS_WRITE, AGENTS_READ, CHANNELS_MANAGE),
  MANAGER(INBOX_READ, INBOX_REPLY, LEADS_READ, LEADS_WRITE, AGENTS_READ),
  AGENT(INBOX_READ, INBOX_REPLY, LEADS_READ, LEADS_WRITE),
  VIEWER(INBOX_READ, LEADS_READ),
  REVIEWER(AGENTS_READ),
  CLIENT_USER(INBOX_READ, LEADS_READ);

  private final Set<Permission> permissions;

  Role(Permission... permissions) {
    this.permissions = Set.of(permissions);
  }

  public Set<Permission> permissions() {
    return permissions;
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Role of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
