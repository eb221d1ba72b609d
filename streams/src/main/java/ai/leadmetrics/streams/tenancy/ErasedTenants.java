package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.tenancy.TenantState;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Invalidations;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.StreamTask;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Cancellable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the entities of every node refuse what still comes for tenants that were erased: a node hears
 * of it at once, and one that misses it within {@link #EVERY}.
 */
public final class ErasedTenants implements StreamTask {
  private static final Logger LOG = LoggerFactory.getLogger(ErasedTenants.class);
  private static final Duration EVERY = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "erased-tenants";
  }

  @Override
  public String role() {
    return "entities";
  }

  /** Those known so far; for a node to start with. */
  public static CompletionStage<Set<TenantId>> known(Database database) {
    return database.read(
        handle ->
            handle
                .createQuery("select id from core.tenant where state = 'erased'")
                .mapTo(String.class)
                .map(TenantId::new)
                .set());
  }

  @Override
  public Running start(Platform platform) {
    var tenants = new TenantStore(platform.database());
    Invalidations.of(platform.system())
        .subscribe(
            TenantReactor.CHANGED,
            id -> {
              var tenant = new TenantId(id);
              tenants
                  .facts(tenant)
                  .thenAccept(
                      facts ->
                          facts
                              .filter(known -> known.state() == TenantState.ERASED)
                              .ifPresent(_ -> platform.entities().close(tenant)))
                  .exceptionally(ErasedTenants::later);
            });
    var looking =
        platform
            .system()
            .scheduler()
            .scheduleWithFixedDelay(
                EVERY, EVERY, () -> look(platform), platform.system().executionContext());
    return new Looking(looking);
  }

  private static void look(Platform platform) {
    known(platform.database())
        .thenAccept(erased -> erased.forEach(platform.entities()::close))
        .exceptionally(ErasedTenants::later);
  }

  private static Void later(Throwable failure) {
    LOG.warn("which tenants are erased is looked up again: {}", failure.toString());
    return null;
  }

  private record Looking(Cancellable timer) implements Running {
    @Override
    public String state() {
      return timer.isCancelled() ? "stopped" : "running";
    }

    @Override
    public CompletionStage<Done> stop() {
      timer.cancel();
      return CompletableFuture.completedFuture(Done.getInstance());
    }
  }
}
