package ai.leadmetrics.streams.messaging;

import ai.leadmetrics.streams.kit.Context;
import ai.leadmetrics.streams.kit.Job;
import ai.leadmetrics.streams.kit.StreamTask;
import ai.leadmetrics.streams.kit.TenantTables;
import java.util.List;

/** What goes out to customers. */
public final class MessagingContext implements Context {
  @Override
  public String name() {
    return "messaging";
  }

  @Override
  public List<StreamTask> tasks() {
    return List.of(new OutgoingReactor(), new Deliveries());
  }

  @Override
  public List<Job> jobs() {
    return List.of(WaitingMessages.JOB);
  }

  /** What waits to be sent goes with its tenant. */
  @Override
  public TenantTables tables() {
    return TenantTables.erased("core.waiting_message");
  }
}
