package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.tenancy.TenantEvent;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Invalidations;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Reactors;
import ai.leadmetrics.streams.kit.StreamTask;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Keeps {@link TenantStore} up to date and tells every node of changes. */
public final class TenantReactor implements StreamTask {
  /** What caches of tenants subscribe to. */
  static final String CHANGED = "tenant";

  @Override
  public String name() {
    return "tenants";
  }

  @Override
  public String role() {
    return "views";
  }

  @Override
  public Running start(Platform platform) {
    var store = new TenantStore(platform.database());
    var news = Invalidations.of(platform.system());
    return Reactors.start(
        platform,
        name(),
        "tenancy",
        TenantEvent.class,
        (record, event) -> react(store, news, record, event));
  }

  private static CompletionStage<Done> react(
      TenantStore store, Invalidations news, EventRecord record, TenantEvent event) {
    var tenant = record.id().tenant();
    return store
        .keep(tenant, event, record.seq(), record.recorded().at())
        .thenApply(
            changed -> {
              if (changed) {
                news.publish(CHANGED, tenant.value());
              }
              return Done.getInstance();
            });
  }
}
