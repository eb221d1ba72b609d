package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.TenantCommand.ScheduleErasure;
import ai.leadmetrics.protocol.tenancy.TenantEvent;
import ai.leadmetrics.protocol.tenancy.TenantEvent.Activated;
import ai.leadmetrics.protocol.tenancy.TenantEvent.CancellationPlanned;
import ai.leadmetrics.protocol.tenancy.TenantEvent.Cancelled;
import ai.leadmetrics.protocol.tenancy.TenantEvent.Erased;
import ai.leadmetrics.protocol.tenancy.TenantEvent.ErasureScheduled;
import ai.leadmetrics.protocol.tenancy.TenantEvent.FellPastDue;
import ai.leadmetrics.protocol.tenancy.TenantEvent.Frozen;
import ai.leadmetrics.protocol.tenancy.TenantEvent.OnboardingCompleted;
import ai.leadmetrics.protocol.tenancy.TenantEvent.Paused;
import ai.leadmetrics.protocol.tenancy.TenantEvent.ProfileUpdated;
import ai.leadmetrics.protocol.tenancy.TenantEvent.Restored;
import ai.leadmetrics.protocol.tenancy.TenantEvent.SettingsUpdated;
import ai.leadmetrics.protocol.tenancy.TenantEvent.StepFinished;
import ai.leadmetrics.protocol.tenancy.TenantEvent.TenantRegistered;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Reactors;
import ai.leadmetrics.streams.kit.Schedules;
import ai.leadmetrics.streams.kit.StreamTask;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Plans what follows when a tenant is cancelled, and forgets the plans when it is taken back. */
public final class TenantEndings implements StreamTask {
  @Override
  public String name() {
    return "tenant-endings";
  }

  @Override
  public String role() {
    return "entities";
  }

  @Override
  public Running start(Platform platform) {
    var schedules = new Schedules(platform.database());
    return Reactors.start(
        platform,
        name(),
        "tenancy",
        TenantEvent.class,
        (record, event) -> react(platform, schedules, record, event));
  }

  private static CompletionStage<Done> react(
      Platform platform, Schedules schedules, EventRecord record, TenantEvent event) {
    var tenant = record.id().tenant();
    return switch (event) {
      case CancellationPlanned(_, var at) ->
          schedules.at(at, Erasure.CANCEL, tenant.value(), tenant);
      case Cancelled(var at) ->
          schedules
              .cancel(Erasure.CANCEL, tenant.value())
              .thenCompose(_ -> erase(platform, tenant, record, at));
      case ErasureScheduled(_, var at) -> schedules.at(at, Erasure.ERASE, tenant.value(), tenant);
      case Activated _ ->
          schedules
              .cancel(Erasure.CANCEL, tenant.value())
              .thenCompose(_ -> schedules.cancel(Erasure.ERASE, tenant.value()));
      case TenantRegistered _,
          ProfileUpdated _,
          SettingsUpdated _,
          StepFinished _,
          OnboardingCompleted _,
          FellPastDue _,
          Frozen _,
          Restored _,
          Paused _,
          Erased _ ->
          CompletableFuture.completedFuture(Done.getInstance());
    };
  }

  private static CompletionStage<Done> erase(
      Platform platform, TenantId tenant, EventRecord record, Instant cancelled) {
    var hold = platform.config().getDuration("leadmetrics.tenancy.erase-after");
    return Erasure.tell(
        platform,
        tenant,
        "erase-after:" + record.seq(),
        new ScheduleErasure(cancelled, cancelled.plus(hold)));
  }
}
