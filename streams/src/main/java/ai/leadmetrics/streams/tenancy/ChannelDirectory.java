package ai.leadmetrics.streams.tenancy;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Channels;
import ai.leadmetrics.streams.kit.ConnectedChannel;
import ai.leadmetrics.streams.kit.Database;
import ai.leadmetrics.streams.kit.Invalidations;
import ai.leadmetrics.streams.kit.Platform;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Channels from memory, forgotten as soon as a node changes them and refreshed every few seconds
 * while in use. A channel that was found stays usable while the database is away; one that was not
 * is asked for again soon.
 */
public final class ChannelDirectory implements Channels {
  private static final int MAX_CACHED = 50_000;
  private static final Duration KEPT = Duration.ofHours(1);

  /** Only who knows an endpoint's secret can ask for these: no need to guard against guessing. */
  private static final Duration ASKED_AGAIN = Duration.ofMillis(50);

  private sealed interface Lookup {
    record Endpoint(String key) implements Lookup {}

    record External(TenantId tenant, ChannelKind kind, String id) implements Lookup {}

    record Id(EntityId channel) implements Lookup {}
  }

  private final Database database;
  private final ChannelRows rows;
  private final AsyncLoadingCache<Lookup, Optional<ConnectedChannel>> cache;

  public ChannelDirectory(Platform platform) {
    var config = platform.config().getConfig("leadmetrics.ingest");
    var absent = config.getDuration("channel-absent");
    database = platform.database();
    rows = new ChannelRows(platform.secrets());
    cache =
        Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .refreshAfterWrite(config.getDuration("channel-refresh"))
            .expireAfter(
                Expiry.<Lookup, Optional<ConnectedChannel>>writing(
                    (lookup, found) ->
                        found.isPresent()
                            ? KEPT
                            : lookup instanceof Lookup.Endpoint ? absent : ASKED_AGAIN))
            .buildAsync(
                (lookup, _) ->
                    database.read(handle -> query(handle, lookup)).toCompletableFuture());
    Invalidations.of(platform.system())
        .subscribe(ChannelStore.CHANGED, key -> forget(EntityId.parse(key)));
  }

  /** Also what is being looked up just now: it may have been read before the change. */
  private void forget(EntityId channel) {
    cache
        .asMap()
        .values()
        .removeIf(
            found ->
                !found.isDone()
                    || found.isCompletedExceptionally()
                    || found.join().filter(known -> known.id().equals(channel)).isPresent());
  }

  @Override
  public CompletionStage<Optional<ConnectedChannel>> byEndpoint(String endpointKey) {
    return cache.get(new Lookup.Endpoint(endpointKey));
  }

  @Override
  public CompletionStage<Optional<ConnectedChannel>> byExternalId(
      TenantId tenant, ChannelKind kind, String externalId) {
    return cache.get(new Lookup.External(tenant, kind, externalId));
  }

  @Override
  public CompletionStage<Optional<ConnectedChannel>> byId(EntityId channel) {
    return cache.get(new Lookup.Id(channel));
  }

  private Optional<ConnectedChannel> query(Handle handle, Lookup lookup) {
    return switch (lookup) {
      case Lookup.Endpoint(var key) -> one(select(handle, "endpoint_key = :key").bind("key", key));
      case Lookup.External(var tenant, var kind, var id) ->
          one(
              select(handle, "tenant = :tenant and kind = :kind and external_id = :id")
                  .bind("tenant", tenant.value())
                  .bind("kind", kind.wire())
                  .bind("id", id));
      case Lookup.Id(var channel) ->
          one(
              select(handle, "tenant = :tenant and id = :id")
                  .bind("tenant", channel.tenant().value())
                  .bind("id", channel.local()));
    };
  }

  private static Query select(Handle handle, String where) {
    return handle.createQuery(
        "select " + ChannelRows.COLUMNS + " from core.channel where " + where);
  }

  private Optional<ConnectedChannel> one(Query query) {
    return query.map((row, _) -> rows.read(row)).findOne();
  }
}
