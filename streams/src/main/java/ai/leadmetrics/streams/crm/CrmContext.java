package ai.leadmetrics.streams.crm;

import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.streams.kit.Context;
import ai.leadmetrics.streams.kit.LiveTopic;
import ai.leadmetrics.streams.kit.NoticeSource;
import ai.leadmetrics.streams.kit.StreamTask;
import ai.leadmetrics.streams.kit.TenantTables;
import ai.leadmetrics.streams.kit.View;
import java.util.List;

/** Contacts and leads. */
public final class CrmContext implements Context {
  @Override
  public String name() {
    return "crm";
  }

  @Override
  public List<StreamTask> tasks() {
    return List.of(new CrmReactor());
  }

  @Override
  public List<View> views() {
    return List.of(new LeadsView());
  }

  @Override
  public List<NoticeSource> notices() {
    return List.of(new LeadNotices());
  }

  @Override
  public List<LiveTopic> liveTopics() {
    return List.of(new LiveTopic("leads", Permission.LEADS_READ));
  }

  /** People who wrote to a tenant go with it. */
  @Override
  public TenantTables tables() {
    return TenantTables.erased(
        "core.identifier",
        "leads.lead",
        "leads.history",
        "leads.contact",
        "leads.other_name",
        "leads.identifier",
        "leads.activity",
        "leads.referral");
  }
}
