package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.TenantCommand;
import ai.leadmetrics.protocol.tenancy.TenantCommand.EndAsPlanned;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Erase;
import ai.leadmetrics.streams.kit.Job;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends tenants when their time has come: first restricted at once, then erased after the hold. */
public final class Erasure {
  private static final Logger LOG = LoggerFactory.getLogger(Erasure.class);

  /**
   * Until then every node has long known that the tenant is erased, and what was on its way to a
   * list has arrived there.
   */
  private static final Duration SWEEP_AFTER = Duration.ofHours(1);

  public static final Job.OneTime<TenantId> CANCEL =
      new Job.OneTime<>(
          "tenancy.cancel",
          "Closes a tenant on the day its cancellation was planned for.",
          TenantId.class,
          (platform, now, tenant) ->
              tell(platform, tenant, "cancel-due:" + now, new EndAsPlanned(now)));

  public static final Job.OneTime<TenantId> ERASE =
      new Job.OneTime<>(
          "tenancy.erase",
          "Erases what belongs to a cancelled tenant after the hold.",
          TenantId.class,
          Erasure::erase);

  public static final Job.OneTime<Sweep> SWEEP =
      new Job.OneTime<>(
          "tenancy.erase-again",
          "Erases what was still on its way when its tenant was erased, until nothing is found.",
          Sweep.class,
          Erasure::sweep);

  /**
   * @param round the first is 1
   */
  public record Sweep(TenantId tenant, int round) {}

  private Erasure() {}

  /**
   * The tenant itself decides, before anything goes: whoever takes it back in the last moment comes
   * either in time or too late, and never finds half of it.
   */
  private static CompletionStage<Done> erase(Platform platform, Instant now, TenantId tenant) {
    return ask(platform, tenant, "erase:" + now, new Erase(now))
        .thenCompose(
            reply ->
                switch (reply) {
                  case Reply.Done _ -> {
                    platform.entities().close(tenant);
                    yield remove(platform, tenant)
                        .thenCompose(_ -> sweepAfter(platform, now, new Sweep(tenant, 1)));
                  }
                  case Reply.Refused(var rejection) -> {
                    LOG.warn("nothing of {} is erased: {}", tenant, rejection.code());
                    yield CompletableFuture.completedFuture(Done.getInstance());
                  }
                });
  }

  private static CompletionStage<Done> sweep(Platform platform, Instant now, Sweep sweep) {
    return remove(platform, sweep.tenant)
        .thenCompose(
            found ->
                found > 0
                    ? sweepAfter(platform, now, new Sweep(sweep.tenant, sweep.round + 1))
                    : CompletableFuture.completedFuture(Done.getInstance()));
  }

  private static CompletionStage<Long> remove(Platform platform, TenantId tenant) {
    return CompletableFuture.supplyAsync(
        () -> new Remains(platform.database().jdbi()).erase(tenant), platform.database().threads());
  }

  private static CompletionStage<Done> sweepAfter(Platform platform, Instant now, Sweep next) {
    return new Schedules(platform.database())
        .at(now.plus(SWEEP_AFTER), SWEEP, next.tenant.value() + '/' + next.round, next);
  }

  /** Sends a command by the system; what the tenant refuses was taken back meanwhile. */
  static CompletionStage<Done> tell(
      Platform platform, TenantId tenant, String commandId, TenantCommand command) {
    return ask(platform, tenant, commandId, command)
        .thenApply(
            reply -> {
              if (reply instanceof Reply.Refused(var rejection)) {
                LOG.warn("{} refused {}: {}", tenant, commandId, rejection.code());
              }
              return Done.getInstance();
            });
  }

  private static CompletionStage<Reply> ask(
      Platform platform, TenantId tenant, String commandId, TenantCommand command) {
    return platform.entities().ask(EntityId.ofTenant(tenant), commandId, "system", command);
  }
}
