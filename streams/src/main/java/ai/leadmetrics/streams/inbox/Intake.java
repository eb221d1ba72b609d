package ai.leadmetrics.streams.inbox;

import ai.leadmetrics.streams.kit.Alarms;
import ai.leadmetrics.streams.kit.Channels;
import ai.leadmetrics.streams.kit.FairTurns;
import ai.leadmetrics.streams.kit.Piece;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.WebhookSource;
import ai.leadmetrics.streams.ops.AlarmStore;
import ai.leadmetrics.streams.ops.DeadLetters;
import ai.leadmetrics.streams.ops.Letter;
import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.pekko.Done;

/**
 * Acts on the deliveries of a source. Tenants take turns, element by element; elements of one
 * conversation follow one another in the order of their deliveries. A stage fails when the outcome
 * is unknown; then nothing more is begun, because later elements must not overtake.
 */
final class Intake {
  /** What splitting this much takes is not noticed by others who wait for the same thread. */
  private static final int SMALL = 16 * 1024;

  private final WebhookSource source;
  private final Channels channels;
  private final Addressing addressing;
  private final Handling handling;
  private final Platform platform;
  private final ExecutorService threads;
  private final Alarms alarms;
  private final int maxElements;
  private final int maxWaiting;
  private final int maxLetters;
  private final FairTurns<String> turns;
  private final FairTurns<String> endpoints = FairTurns.oneByOne();
  private final FairTurns<String> conversations = FairTurns.oneByOne();

  private record Addressed(Delivery delivery, List<Piece> pieces, List<Work> works) {}

  private record Begun(Addressed addressed, List<CompletionStage<Result>> results) {}

  Intake(
      Platform platform,
      WebhookSource source,
      Channels channels,
      Addressing addressing,
      Handling handling) {
    Config config = platform.config().getConfig("leadmetrics.ingest");
    this.source = source;
    this.channels = channels;
    this.addressing = addressing;
    this.handling = handling;
    this.platform = platform;
    this.threads = platform.database().threads();
    this.alarms = new AlarmStore(platform);
    this.maxElements = config.getInt("max-elements");
    this.maxWaiting = config.getInt("per-conversation");
    this.maxLetters = config.getInt("dead-letters.per-delivery");
    this.turns = new FairTurns<>(config.getInt("parallelism"), config.getInt("per-tenant"));
  }

  /** Called in the order in which deliveries came; completes when the delivery is dealt with. */
  CompletionStage<Done> take(ConsumerRecord<String, byte[]> received) {
    var endpoint = Delivery.endpointOf(received);
    var addressed =
        channels
            .byEndpoint(endpoint)
            .thenApply(channel -> Delivery.of(source, channel, received))
            .thenCompose(this::address);
    return endpoints
        .run(endpoint, () -> addressed.thenApply(this::begin))
        .thenCompose(this::finish);
  }

  private CompletionStage<Addressed> address(Delivery delivery) {
    var split =
        delivery.raw().length <= SMALL
            ? CompletableFuture.completedFuture(delivery.pieces(maxElements))
            : CompletableFuture.supplyAsync(() -> delivery.pieces(maxElements), threads);
    return split.thenCompose(
        pieces ->
            all(pieces.stream()
                    .map(
                        piece ->
                            turns.run(
                                delivery.owner(),
                                () -> addressing.address(delivery, piece.element())))
                    .toList())
                .thenApply(works -> new Addressed(delivery, pieces, works)));
  }

  private Begun begin(Addressed addressed) {
    var owner = addressed.delivery().owner();
    return new Begun(
        addressed, addressed.works().stream().map(work -> begin(owner, work)).toList());
  }

  private CompletionStage<Result> begin(String owner, Work work) {
    return switch (work) {
      case Work.Nothing(var result) -> CompletableFuture.completedFuture(result);
      case Work.Settle settle -> inSequence(owner, settle);
      case Work.Ordered ordered ->
          conversations.unfinished(ordered.key()) < maxWaiting
              ? inSequence(owner, ordered)
              : CompletableFuture.completedFuture(
                  new Result.Dead("flood", "One sender has " + maxWaiting + " messages waiting."));
    };
  }

  private CompletionStage<Result> inSequence(String owner, Work.Ordered work) {
    return conversations.run(work.key(), () -> turns.run(owner, () -> handling.handle(work)));
  }

  private CompletionStage<Done> finish(Begun begun) {
    var addressed = begun.addressed();
    return all(begun.results())
        .thenCompose(
            results -> {
              results.forEach(result -> count(addressed.delivery(), result));
              var letters = letters(addressed.delivery(), addressed.pieces(), results);
              return DeadLetters.bury(platform.kafka(), letters);
            });
  }

  /** A letter for each dead element up to the limit, and one for all the others. */
  private List<Letter> letters(Delivery delivery, List<Piece> pieces, List<Result> results) {
    var letters = new ArrayList<Letter>();
    var others = new TreeMap<String, Integer>();
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof Result.Dead dead) {
        if (letters.size() < maxLetters) {
          letters.add(delivery.letter(i, pieces.get(i), dead));
        } else {
          others.merge(dead.reason(), 1, Integer::sum);
        }
      }
    }
    if (!others.isEmpty()) {
      letters.add(summary(delivery, others));
    }
    return letters;
  }

  private static Letter summary(Delivery delivery, Map<String, Integer> others) {
    int count = others.values().stream().mapToInt(Integer::intValue).sum();
    return delivery.summary(
        count,
        others.entrySet().stream()
            .map(one -> one.getKey() + " × " + one.getValue())
            .collect(Collectors.joining(", ", "Further elements of this delivery: ", ".")));
  }

  private void count(Delivery delivery, Result result) {
    if (result instanceof Result.Dead(var reason, var detail) && source.alarms()) {
      alarms.raise("report_not_settled", delivery.name(), reason + ": " + detail);
    }
    var outcome =
        switch (result) {
          case Result.Done(var done) -> done;
          case Result.Dead _ -> "dead";
        };
    platform
        .metrics()
        .counter("leadmetrics.ingest.elements", "source", source.name(), "outcome", outcome)
        .increment();
  }

  private static <T> CompletionStage<List<T>> all(List<CompletionStage<T>> stages) {
    var futures = stages.stream().map(CompletionStage::toCompletableFuture).toList();
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
        .thenApply(_ -> futures.stream().map(CompletableFuture::join).toList());
  }
}
