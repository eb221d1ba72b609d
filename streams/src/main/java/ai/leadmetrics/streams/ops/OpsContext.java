package ai.leadmetrics.streams.ops;

import ai.leadmetrics.streams.kit.Context;
import ai.leadmetrics.streams.kit.Contexts;
import ai.leadmetrics.streams.kit.Job;
import ai.leadmetrics.streams.kit.StreamTask;
import ai.leadmetrics.streams.kit.TenantTables;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What operators see and do: alarms, dead letters, the audit log. */
public final class OpsContext implements Context {
  @Override
  public String name() {
    return "ops";
  }

  @Override
  public List<StreamTask> tasks() {
    return Stream.concat(
            Stream.of(new DeadLetters()),
            Contexts.all().stream()
                .filter(Context::isAudited)
                .map(context -> new AuditReactor(context.name())))
        .toList();
  }

  @Override
  public List<Job> jobs() {
    return List.of(DeadLetterRetention.JOB);
  }

  /** The log of changes stays when a tenant is erased; what could not be read of it goes. */
  @Override
  public TenantTables tables() {
    return new TenantTables(Set.of("core.audit"), Set.of("core.dead_letter"));
  }
}
