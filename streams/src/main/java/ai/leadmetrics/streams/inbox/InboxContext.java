package ai.leadmetrics.streams.inbox;

import ai.leadmetrics.protocol.identity.Permission;
import ai.leadmetrics.streams.kit.Context;
import ai.leadmetrics.streams.kit.LiveTopic;
import ai.leadmetrics.streams.kit.NoticeSource;
import ai.leadmetrics.streams.kit.StreamTask;
import ai.leadmetrics.streams.kit.TenantTables;
import ai.leadmetrics.streams.kit.View;
import java.util.List;

/** Conversations with customers, from webhook to thread. */
public final class InboxContext implements Context {
  @Override
  public String name() {
    return "inbox";
  }

  @Override
  public List<StreamTask> tasks() {
    return List.of(new Ingest());
  }

  @Override
  public List<View> views() {
    return List.of(new InboxView());
  }

  @Override
  public List<NoticeSource> notices() {
    return List.of(new InboxNotices());
  }

  @Override
  public List<LiveTopic> liveTopics() {
    return List.of(
        new LiveTopic("inbox", Permission.INBOX_READ),
        new LiveTopic("conversation:", Permission.INBOX_READ));
  }

  /** Conversations go with their tenant. */
  @Override
  public TenantTables tables() {
    return TenantTables.erased("inbox.conversation", "inbox.message");
  }
}
