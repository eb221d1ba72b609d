package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.streams.kit.TenantTables;

/** What a tenant's people were told of it goes with it, and what was not sent yet is not. */
public final class NotificationRemains {
  public static final TenantTables OF_TENANTS =
      TenantTables.erased("core.notification", "core.mail");

  private NotificationRemains() {}
}
