package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Door.Outcome.Accepted;
import ai.leadmetrics.streams.kit.Door.Outcome.Refused;
import com.typesafe.config.Config;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where deliveries of providers come in. What it accepts the broker has stored; what it refuses was
 * not stored and the sender knows why. Never logs a secret, a body or an endpoint key.
 */
@Port
public final class Door implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{16,64}");
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final Refused UNKNOWN =
      new Refused(404, "not_found", "There is no such endpoint; check its path.", null);
  private static final Refused TOO_MANY =
      new Refused(429, "rate_limited", "Wait for the time given in Retry-After.", RETRY);
  private static final Refused UNAVAILABLE =
      new Refused(
          503,
          "unavailable",
          "Nothing was stored; send the same delivery again in a moment.",
          RETRY);

  /** What became of a delivery. */
  public sealed interface Outcome {
    /** The broker has it. */
    record Accepted() implements Outcome {}

    /**
     * @param retryAfter when it may work, for the Retry-After header
     */
    record Refused(int status, String code, String detail, @Nullable Duration retryAfter)
        implements Outcome {}
  }

  /** Who a delivery is for, as far as that is known before its body is read. */
  public sealed interface Addressee {
    record Known(TenantId tenant) implements Addressee {}

    record Unknown(Outcome.Refused why) implements Addressee {}
  }

  private final Map<String, WebhookSource> sources;
  private final Channels channels;
  private final EndpointLookups lookups;
  private final Store store;
  private final Alarms alarms;
  private final Clock clock;
  private final MeterRegistry metrics;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();
  private final long maxBody;
  private final AtomicLong logged = new AtomicLong(System.nanoTime() - QUIET.toNanos());

  /** Where accepted deliveries go; the stage completes once they are safe. */
  interface Store extends AutoCloseable {
    CompletionStage<Accepted> store(String source, String endpointKey, byte[] raw);

    @Override
    void close();
  }

  public Door(
      Platform platform, Map<String, WebhookSource> sources, Channels channels, Alarms alarms) {
    this(
        platform.config(),
        platform.metrics(),
        sources,
        channels,
        new Receipts(platform, sources.keySet()),
        alarms,
        platform.clock());
  }

  Door(
      Config root,
      MeterRegistry metrics,
      Map<String, WebhookSource> sources,
      Channels channels,
      Store store,
      Alarms alarms,
      Clock clock) {
    var config = root.getConfig("leadmetrics.ingest");
    this.metrics = metrics;
    this.sources = Map.copyOf(sources);
    this.channels = channels;
    this.lookups = new EndpointLookups(config, channels);
    this.store = store;
    this.alarms = alarms;
    this.clock = clock;
    this.maxBody = config.getBytes("max-body");
  }

  /**
   * Who an endpoint belongs to; never fails.
   *
   * @param from the source address that asks
   */
  public CompletionStage<Addressee> addressee(String sourceName, String endpointKey, String from) {
    var source = sources.get(sourceName);
    if (source == null || !KEY.matcher(endpointKey).matches()) {
      return CompletableFuture.completedFuture(new Addressee.Unknown(UNKNOWN));
    }
    return lookups
        .find(endpointKey, from)
        .<Addressee>thenApply(
            found ->
                found
                    .filter(channel -> channel.kind() == source.kind())
                    .<Addressee>map(channel -> new Addressee.Known(channel.id().tenant()))
                    .orElseGet(() -> new Addressee.Unknown(UNKNOWN)))
        .exceptionally(failure -> new Addressee.Unknown(notFound(sourceName, failure)))
        .thenApply(
            addressee -> {
              if (addressee instanceof Addressee.Unknown(var why)) {
                counted(source.name(), why);
              }
              return addressee;
            });
  }

  private Refused notFound(String source, Throwable failure) {
    return failure instanceof EndpointLookups.TooMany
            || failure.getCause() instanceof EndpointLookups.TooMany
        ? TOO_MANY
        : unavailable(source, failure);
  }

  /**
   * Takes a delivery in: the stage completes with {@link Accepted} once the broker has stored it,
   * and within seconds in any case; it never fails.
   */
  public CompletionStage<Outcome> accept(
      String sourceName, String endpointKey, Headers headers, byte[] raw) {
    var source = sources.get(sourceName);
    if (source == null) {
      return CompletableFuture.completedFuture(UNKNOWN);
    }
    return find(source, endpointKey)
        .thenCompose(
            channel ->
                channel
                    .map(known -> accept(source, known, headers, raw))
                    .orElse(CompletableFuture.completedFuture(UNKNOWN)))
        .exceptionally(failure -> unavailable(sourceName, failure))
        .thenApply(outcome -> counted(source.name(), outcome));
  }

  /** Answers a provider that tries out an endpoint: the text to answer, empty to refuse. */
  public CompletionStage<Optional<String>> handshake(
      String sourceName, String endpointKey, Map<String, String> query) {
    var source = sources.get(sourceName);
    return source == null
        ? CompletableFuture.completedFuture(Optional.empty())
        : find(source, endpointKey)
            .thenApply(channel -> channel.flatMap(known -> source.handshake(known, query)));
  }

  private CompletionStage<Outcome> accept(
      WebhookSource source, ConnectedChannel channel, Headers headers, byte[] raw) {
    if (raw.length > maxBody) {
      return refused(413, "too_large", "A delivery has at most " + maxBody + " bytes.", null);
    }
    return switch (verdict(source, channel, headers, raw)) {
      case Verdict.Verified _ ->
          store
              .store(source.name(), channel.endpointKey(), source.kept(headers, raw))
              .thenApply(Function.<Outcome>identity());
      case Verdict.Refused(var status, var code, var detail) -> {
        LOG.info("refused a delivery to the {}: {}", channel, code);
        if (source.alarms()) {
          alarms.raise("webhook_refused", channel.toString(), code + ": " + detail);
        }
        yield refused(status, code, detail, null);
      }
    };
  }

  /** For every source: what is sent again after a secret was replaced has the old signature. */
  private Verdict verdict(
      WebhookSource source, ConnectedChannel channel, Headers headers, byte[] raw) {
    var verdict = source.verify(channel, headers, raw);
    return verdict instanceof Verdict.Refused refused
            && refused.code().equals(Verdict.SIGNATURE_WRONG)
        ? channel
            .before(clock.instant())
            .map(before -> source.verify(before, headers, raw))
            .orElse(verdict)
        : verdict;
  }

  private CompletionStage<Optional<ConnectedChannel>> find(WebhookSource source, String key) {
    return KEY.matcher(key).matches()
        ? channels
            .byEndpoint(key)
            .thenApply(found -> found.filter(channel -> channel.kind() == source.kind()))
        : CompletableFuture.completedFuture(Optional.empty());
  }

  private static CompletionStage<Outcome> refused(
      int status, String code, String detail, @Nullable Duration retryAfter) {
    return CompletableFuture.completedFuture(new Refused(status, code, detail, retryAfter));
  }

  private Refused unavailable(String source, Throwable failure) {
    // In an outage this happens thousands of times a second: the metric counts, the log tells why.
    long now = System.nanoTime();
    long last = logged.get();
    if (now - last > QUIET.toNanos() && logged.compareAndSet(last, now)) {
      LOG.warn("deliveries of {} cannot be stored: {}", source, failure.toString());
    }
    return UNAVAILABLE;
  }

  private Outcome counted(String source, Outcome outcome) {
    var code =
        switch (outcome) {
          case Accepted _ -> "accepted";
          case Refused refused -> refused.code();
        };
    counters
        .computeIfAbsent(
            source + ' ' + code,
            _ ->
                metrics.counter("leadmetrics.ingest.deliveries", "source", source, "outcome", code))
        .increment();
    return outcome;
  }

  @Override
  public void close() {
    store.close();
  }
}
