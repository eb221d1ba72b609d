package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.streams.kit.Context;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Job;
import ai.leadmetrics.streams.kit.LiveTopic;
import ai.leadmetrics.streams.kit.NoticeSource;
import ai.leadmetrics.streams.kit.StreamTask;
import ai.leadmetrics.streams.kit.TenantDirectory;
import ai.leadmetrics.streams.kit.TenantTables;
import ai.leadmetrics.streams.kit.View;
import java.util.List;
import java.util.Optional;

/** Tenants, their teams, channels and settings. */
public final class TenancyContext implements Context {
  @Override
  public String name() {
    return "tenancy";
  }

  @Override
  public List<StreamTask> tasks() {
    return List.of(
        new TenantReactor(), new TeamReactor(), new TenantEndings(), new ErasedTenants());
  }

  @Override
  public List<View> views() {
    return List.of(new TeamView());
  }

  @Override
  public List<Job> jobs() {
    return List.of(StayStore.JOB, Erasure.CANCEL, Erasure.ERASE, Erasure.SWEEP, SignUps.CLEAN_UP);
  }

  @Override
  public List<NoticeSource> notices() {
    return List.of(new TeamNotices());
  }

  @Override
  public List<LiveTopic> liveTopics() {
    return List.of(new LiveTopic("team", Permission.TEAM_READ));
  }

  @Override
  public Optional<TenantDirectory> tenants(Database database) {
    return Optional.of(new TenantStore(database));
  }

  @Override
  public boolean isAudited() {
    return true;
  }

  /** Nothing of a team, its channels and its pictures outlives the tenant. */
  @Override
  public TenantTables tables() {
    return TenantTables.erased(
        "core.channel",
        "core.picture",
        "core.team",
        "core.invitation",
        "core.membership_seq",
        "team.activity");
  }
}
