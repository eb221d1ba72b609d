package ai.leadmetrics.streams.messaging;

import ai.leadmetrics.protocol.kit.Topics;
import ai.leadmetrics.streams.connect.Messengers;
import ai.leadmetrics.streams.kit.Invalidations;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Restarting;
import ai.leadmetrics.streams.kit.StreamTask;
import ai.leadmetrics.streams.tenancy.ChannelDirectory;
import ai.leadmetrics.streams.tenancy.ChannelStore;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.kafka.CommitterSettings;
import org.apache.pekko.kafka.ConsumerMessage.Committable;
import org.apache.pekko.kafka.ConsumerMessage.CommittableMessage;
import org.apache.pekko.kafka.Subscriptions;
import org.apache.pekko.kafka.javadsl.Committer;
import org.apache.pekko.kafka.javadsl.Consumer;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what conversations have queued: in order per conversation, parallel across. */
public final class Deliveries implements StreamTask {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
  private static final String FIRST_GROUP = "leadmetrics.delivery";
  private static final String HELD_GROUP = "leadmetrics.delivery-held";

  /** More partitions than a node will ever have. */
  private static final int BREADTH = 1_024;

  /** The first lane looks at what the held lane has committed. */
  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(500);

  @Override
  public String name() {
    return "delivery";
  }

  @Override
  public String role() {
    return "delivery";
  }

  @Override
  public Running start(Platform platform) {
    var threads = platform.database().threads();
    var settings = DeliverySettings.of(platform.config());
    var metrics = new DeliveryMetrics(platform.metrics());
    var gates = new ChannelGates(settings);
    metrics.circuits(gates);
    var pauses = new Pauses(threads);
    var clock = platform.clock();
    var recorder = new Recorder(platform.entities()::ask, pauses);
    var backlog = new Backlog(platform.kafka(), HELD_GROUP, threads);
    var waiting = new WaitingMessages(platform);
    Invalidations.of(platform.system()).subscribe(ChannelStore.CHANGED, waiting::changed);
    var couriers =
        new Couriers(
            settings,
            new ChannelDirectory(platform),
            Messengers.open(platform),
            new Attempts(settings, recorder, pauses, metrics, clock),
            backlog,
            waiting,
            new Couriers.Surroundings(gates, pauses, metrics, clock));
    var first =
        new Lane(
            FIRST_GROUP,
            Topics.DELIVERY_MESSAGES,
            settings.parallelism(),
            backlog::load,
            work -> couriers.first(work.message()));
    var held =
        new Lane(
            HELD_GROUP,
            Topics.DELIVERY_HELD,
            settings.heldParallelism(),
            () -> CompletableFuture.completedFuture(Done.getInstance()),
            couriers::held);
    return new Started(
        Restarting.start(platform, name(), () -> stream(platform, first)),
        Restarting.start(platform, name() + "-held", () -> stream(platform, held)),
        couriers,
        pauses,
        backlog);
  }

  /**
   * One way through delivery.
   *
   * @param parallelism conversations at a time, per partition
   * @param ready is awaited before a partition is worked on
   */
  private record Lane(
      String group,
      String topic,
      int parallelism,
      Supplier<CompletionStage<Done>> ready,
      Function<HeldMessage, CompletionStage<Done>> work) {}

  private static Source<Done, Consumer.Control> stream(Platform platform, Lane lane) {
    var settings = platform.kafka().consumerSettings(lane.group());
    var commits = CommitterSettings.create(platform.system()).withMaxInterval(COMMIT_INTERVAL);
    return Consumer.committablePartitionedSource(settings, Subscriptions.topics(lane.topic()))
        .flatMapMerge(
            BREADTH,
            assigned ->
                Source.completionStageSource(
                    lane.ready().get().thenApply(_ -> partition(assigned.second(), lane))))
        .via(Committer.flow(commits));
  }

  private static Source<Committable, NotUsed> partition(
      Source<CommittableMessage<String, byte[]>, NotUsed> messages, Lane lane) {
    return messages
        .map(Deliveries::read)
        .mapAsyncPartitioned(
            lane.parallelism(),
            Element::conversation,
            (element, _) -> element.deliver(lane.work()).thenApply(_ -> element.offset()));
  }

  private record Element(Committable offset, @Nullable HeldMessage held) {
    String conversation() {
      return held == null ? "" : held.message().conversation().key();
    }

    CompletionStage<Done> deliver(Function<HeldMessage, CompletionStage<Done>> work) {
      return held == null
          ? CompletableFuture.completedFuture(Done.getInstance())
          : work.apply(held);
    }
  }

  private static Element read(CommittableMessage<String, byte[]> message) {
    var place = message.record();
    try {
      return new Element(message.committableOffset(), HeldMessage.of(place));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      // We write these records ourselves: passing one by is better than stopping all behind it.
      LOG.error("unreadable: {} {} {}", place.topic(), place.partition(), place.offset(), e);
      return new Element(message.committableOffset(), null);
    }
  }

  private record Started(
      Running first, Running held, Couriers couriers, Pauses pauses, Backlog backlog)
      implements Running {
    @Override
    public String state() {
      return first.state().equals("running") ? held.state() : first.state();
    }

    @Override
    public CompletionStage<Done> stop() {
      var stopped = first.stop().thenCombine(held.stop(), (done, _) -> done);
      // Waiting ends here; calls in flight still get their outcome recorded.
      pauses.stop();
      return stopped.thenCompose(_ -> couriers.idle()).whenComplete((_, _) -> backlog.close());
    }
  }
}
