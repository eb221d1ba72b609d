package ai.leadmetrics.protocol.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an endpoint can require of a user. The wire name of {@code INBOX_READ} is inbox.read. */
public enum Permission {
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
  AUDIT_READ,
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
  AUDIT_READ_ALL;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
