package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.entities.kit.Reply;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.TenantCommand;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Cancel;
import ai.leadmetrics.protocol.tenancy.TenantCommand.Erase;
import ai.leadmetrics.protocol.tenancy.TenantState;
import ai.leadmetrics.streams.kit.Job;
import ai.leadmetrics.streams.kit.Platform;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends tenants when their time has come: first restricted at once, then erased after the hold. */
public final class Erasure {
  private static final Logger LOG = LoggerFactory.getLogger(Erasure.class);

  public static final Job.OneTime<TenantId> CANCEL =
      new Job.OneTime<>(
          "tenancy.cancel",
          "Closes a tenant on the day its cancellation was planned for.",
          TenantId.class,
          (platform, now, tenant) ->
              tell(platform, tenant, "cancel-due:" + now, new Cancel(now, now)));

  public static final Job.OneTime<TenantId> ERASE =
      new Job.OneTime<>(
          "tenancy.erase",
          "Erases what belongs to a cancelled tenant after the hold.",
          TenantId.class,
          Erasure::erase);

  private Erasure() {}

  private static CompletionStage<Done> erase(Platform platform, Instant now, TenantId tenant) {
    return new TenantStore(platform.database())
        .facts(tenant)
        .thenCompose(
            facts -> {
              var standing = facts.orElseThrow().standing();
              var due = standing.eraseAt();
              if (standing.state() == TenantState.CANCELLED && due == null) {
                throw new IllegalStateException(
                    tenant + " was to be erased before it was known when; trying again");
              }
              // Whoever came back in the last moment is not to lose anything.
              if (standing.state() != TenantState.CANCELLED || due == null || due.isAfter(now)) {
                LOG.warn("{} is {}: nothing of it is erased", tenant, standing.state());
                return CompletableFuture.completedFuture(Done.getInstance());
              }
              return CompletableFuture.runAsync(
                      () -> new Remains(platform.database().jdbi()).erase(tenant),
                      platform.database().threads())
                  .thenCompose(_ -> tell(platform, tenant, "erase:" + due, new Erase(now)));
            });
  }

  /** Sends a command by the system; fails where the tenant refuses it. */
  static CompletionStage<Done> tell(
      Platform platform, TenantId tenant, String commandId, TenantCommand command) {
    return platform
        .entities()
        .ask(EntityId.ofTenant(tenant), commandId, "system", command)
        .thenApply(
            reply ->
                switch (reply) {
                  case Reply.Done _ -> Done.getInstance();
                  case Reply.Refused(var rejection) -> {
                    // It was taken back meanwhile: then there is nothing left to do.
                    LOG.warn("{} refused {}: {}", tenant, commandId, rejection.code());
                    yield Done.getInstance();
                  }
                });
  }
}
