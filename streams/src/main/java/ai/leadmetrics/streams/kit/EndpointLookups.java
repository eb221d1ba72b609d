package ai.leadmetrics.streams.kit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.typesafe.config.Config;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps guessed endpoint keys from becoming database queries: keys known to be absent are
 * remembered apart from those in use, and each source may ask for a limited number of new keys.
 */
final class EndpointLookups {
  private static final int MAX_KEYS = 100_000;
  private static final Duration IN_USE = Duration.ofHours(1);

  /** A source that asked for too many keys that were not known here. */
  static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooMany() {
      super("too many unknown endpoints", null, false, false);
    }
  }

  private final Channels channels;
  private final Cache<String, Boolean> absent;
  private final Cache<String, Boolean> present =
      Caffeine.newBuilder().maximumSize(MAX_KEYS).expireAfterAccess(IN_USE).build();
  private final LoadingCache<String, Bucket> sources;

  /**
   * @param ingest {@code leadmetrics.ingest}
   */
  EndpointLookups(Config ingest, Channels channels) {
    this.channels = channels;
    this.absent =
        Caffeine.newBuilder()
            .maximumSize(MAX_KEYS)
            .expireAfterWrite(ingest.getDuration("channel-absent"))
            .build();
    var limit =
        new Quotas.Limit(ingest.getLong("lookups.burst"), ingest.getDuration("lookups.period"));
    this.sources =
        Caffeine.newBuilder()
            .maximumSize(MAX_KEYS)
            .expireAfterAccess(limit.period().multipliedBy(2))
            .build(_ -> limit.bucket());
  }

  /**
   * The channel of an endpoint.
   *
   * @param from the source address that asks
   * @return fails with {@link TooMany} without asking the database
   */
  CompletionStage<Optional<ConnectedChannel>> find(String key, String from) {
    if (absent.getIfPresent(key) != null) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    if (present.getIfPresent(key) == null && !sources.get(from).tryConsume(1)) {
      return CompletableFuture.failedFuture(new TooMany());
    }
    return channels
        .byEndpoint(key)
        .whenComplete(
            (found, _) -> {
              if (found != null) {
                (found.isPresent() ? present : absent).put(key, true);
              }
            });
  }
}
