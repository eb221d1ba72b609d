package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.TeamCommand.LeaveAsOperator;
import ai.leadmetrics.streams.identity.SessionStore;
import ai.leadmetrics.streams.kit.Job;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Schedules;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * Ends the stay of an operator who acts for a tenant when its time is up, and has the team know.
 */
public final class StayStore {
  /** Planned when the stay begins; its instance is the operator's session. */
  public static final Job.OneTime<Stay> JOB =
      new Job.OneTime<>(
          "team.operator-stay",
          "Takes an operator out of a business when their time there is up.",
          Stay.class,
          (platform, _, stay) -> end(platform, stay));

  private final Schedules schedules;

  /**
   * @param visit the operator's session
   * @param id of this stay: the same session may come again
   */
  public record Stay(String tenant, String visit, String operator, String id) {}

  public StayStore(Platform platform) {
    schedules = new Schedules(platform.database());
  }

  /** Has the stay ended at an instant, in place of what was planned for the session before. */
  public CompletionStage<Done> endAt(Instant at, Stay stay) {
    return schedules.at(at, JOB, stay.visit(), stay);
  }

  /** For an operator who leaves before. */
  public CompletionStage<Done> left(String visit) {
    return schedules.cancel(JOB, visit);
  }

  private static CompletionStage<?> end(Platform platform, Stay stay) {
    var tenant = new TenantId(stay.tenant());
    return platform
        .entities()
        .ask(
            EntityId.only(tenant, Kind.TEAM),
            "stay-over:" + stay.id(),
            "system",
            new LeaveAsOperator(stay.visit(), stay.operator()))
        .thenCompose(_ -> SessionStore.leave(platform, stay.visit(), tenant));
  }
}
