package ai.leadmetrics.protocol.identity;

import static ai.leadmetrics.protocol.identity.Permission.AGENTS_READ;
import static ai.leadmetrics.protocol.identity.Permission.AUDIT_READ;
import static ai.leadmetrics.protocol.identity.Permission.AUDIT_READ_ALL;
import static ai.leadmetrics.protocol.identity.Permission.BILLING_MANAGE;
import static ai.leadmetrics.protocol.identity.Permission.BILLING_READ;
import static ai.leadmetrics.protocol.identity.Permission.CHANNELS_MANAGE;
import static ai.leadmetrics.protocol.identity.Permission.INBOX_READ;
import static ai.leadmetrics.protocol.identity.Permission.INBOX_REPLY;
import static ai.leadmetrics.protocol.identity.Permission.INVOICES_MANAGE;
import static ai.leadmetrics.protocol.identity.Permission.LEADS_READ;
import static ai.leadmetrics.protocol.identity.Permission.LEADS_WRITE;
import static ai.leadmetrics.protocol.identity.Permission.OPS_MANAGE;
import static ai.leadmetrics.protocol.identity.Permission.OPS_READ;
import static ai.leadmetrics.protocol.identity.Permission.PLANS_MANAGE;
import static ai.leadmetrics.protocol.identity.Permission.SETTINGS_MANAGE;
import static ai.leadmetrics.protocol.identity.Permission.SETTINGS_READ;
import static ai.leadmetrics.protocol.identity.Permission.TEAM_MANAGE;
import static ai.leadmetrics.protocol.identity.Permission.TEAM_READ;
import static ai.leadmetrics.protocol.identity.Permission.TEMPLATES_MANAGE;
import static ai.leadmetrics.protocol.identity.Permission.TENANTS_IMPERSONATE;
import static ai.leadmetrics.protocol.identity.Permission.TENANTS_MANAGE;
import static ai.leadmetrics.protocol.identity.Permission.TENANTS_READ;
import static ai.leadmetrics.protocol.identity.Permission.USAGE_READ;
import static ai.leadmetrics.protocol.identity.Permission.USERS_MANAGE;
import static ai.leadmetrics.protocol.identity.Permission.USERS_READ;

import java.util.Locale;
import java.util.Set;

/** Roles as sets of permissions. A super admin runs the platform and belongs to no tenant. */
@SuppressWarnings("ImmutableEnumChecker") // Set.of never changes
public enum Role {
  SUPER_ADMIN(
      OPS_READ,
      OPS_MANAGE,
      TENANTS_READ,
      TENANTS_MANAGE,
      TENANTS_IMPERSONATE,
      USERS_READ,
      USERS_MANAGE,
      PLANS_MANAGE,
      INVOICES_MANAGE,
      TEMPLATES_MANAGE,
      AUDIT_READ_ALL),
  ADMIN(
      INBOX_READ,
      INBOX_REPLY,
      LEADS_READ,
      LEADS_WRITE,
      AGENTS_READ,
      CHANNELS_MANAGE,
      TEAM_READ,
      TEAM_MANAGE,
      SETTINGS_READ,
      SETTINGS_MANAGE,
      BILLING_READ,
      BILLING_MANAGE,
      USAGE_READ,
      AUDIT_READ),
  MANAGER(
      INBOX_READ,
      INBOX_REPLY,
      LEADS_READ,
      LEADS_WRITE,
      AGENTS_READ,
      TEAM_READ,
      SETTINGS_READ,
      SETTINGS_MANAGE,
      USAGE_READ),
  AGENT(INBOX_READ, INBOX_REPLY, LEADS_READ, LEADS_WRITE, TEAM_READ),
  VIEWER(INBOX_READ, LEADS_READ),
  REVIEWER(AGENTS_READ),
  CLIENT_USER(INBOX_READ, LEADS_READ),
  /** Has an account, but belongs to no tenant yet. */
  NEWCOMER(),
  /**
   * Holds a role of the platform that has no effect in this session: no second step was shown, and
   * the platform demands one of its operators.
   */
  PENDING_OPERATOR();

  /** Roles outside of any tenant, which only {@code leadmetrics operator create} gives. */
  public static final Set<Role> OF_PLATFORM = Set.of(SUPER_ADMIN);

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
