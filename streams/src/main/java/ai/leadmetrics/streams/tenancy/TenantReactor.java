package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.tenancy.TenantEvent;
import ai.leadmetrics.streams.kit.EventRecord;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Reactors;
import ai.leadmetrics.streams.kit.StreamTask;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Keeps {@link TenantStore} up to date. */
public final class TenantReactor implements StreamTask {
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
    return Reactors.start(
        platform,
        name(),
        "tenancy",
        TenantEvent.class,
        (record, event) -> react(store, record, event));
  }

  private static CompletionStage<Done> react(
      TenantStore store, EventRecord record, TenantEvent event) {
    var profile =
        switch (event) {
          case TenantEvent.TenantRegistered(var registered) -> registered;
          case TenantEvent.ProfileUpdated(var updated) -> updated;
        };
    return store
        .keep(record.id().tenant(), profile, record.seq())
        .thenApply(_ -> Done.getInstance());
  }
}
