package ai.leadmetrics.streams.notifications;

import ai.leadmetrics.streams.kit.Context;
import ai.leadmetrics.streams.kit.Job;
import ai.leadmetrics.streams.kit.StreamTask;
import ai.leadmetrics.streams.kit.TenantTables;
import java.util.List;
import java.util.stream.Stream;

/** What people are told, by which way. */
public final class NotificationsContext implements Context {
  @Override
  public String name() {
    return "notifications";
  }

  @Override
  public List<StreamTask> tasks() {
    return Stream.concat(Stream.of(new MailSender()), NoticeReactors.all().stream()).toList();
  }

  @Override
  public List<Job> jobs() {
    return List.of(Digests.JOB, NoticeRetention.JOB);
  }

  /** What a tenant's people were told of it goes with it, and what was not sent yet is not. */
  @Override
  public TenantTables tables() {
    return TenantTables.erased("core.notification", "core.mail");
  }
}
