package ai.leadmetrics.streams.identity;

import ai.leadmetrics.streams.kit.Context;
import ai.leadmetrics.streams.kit.Job;
import ai.leadmetrics.streams.kit.NoticeSource;
import ai.leadmetrics.streams.kit.TenantTables;
import java.util.List;

/** Accounts, sessions and how people prove who they are. */
public final class IdentityContext implements Context {
  @Override
  public String name() {
    return "identity";
  }

  @Override
  public List<Job> jobs() {
    return List.of(UnprovedAccounts.REMOVE);
  }

  @Override
  public List<NoticeSource> notices() {
    return List.of(new IdentityNotices());
  }

  @Override
  public boolean isAudited() {
    return true;
  }

  /** Accounts are people's own and stay; that they worked for a tenant goes with it. */
  @Override
  public TenantTables tables() {
    return TenantTables.erased("core.membership", "core.session");
  }
}
