package ai.leadmetrics.streams.inbox;

import ai.leadmetrics.streams.kit.TenantTables;

/** Conversations go with their tenant. */
public final class InboxRemains {
  public static final TenantTables OF_TENANTS =
      TenantTables.erased("inbox.conversation", "inbox.message");

  private InboxRemains() {}
}
