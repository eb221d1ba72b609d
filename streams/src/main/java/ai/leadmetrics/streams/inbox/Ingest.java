package ai.leadmetrics.streams.inbox;

import ai.leadmetrics.protocol.kit.Topics;
import ai.leadmetrics.streams.connect.Sources;
import ai.leadmetrics.streams.crm.ContactDirectory;
import ai.leadmetrics.streams.kit.Channels;
import ai.leadmetrics.streams.kit.Door;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Restarting;
import ai.leadmetrics.streams.kit.StreamTask;
import ai.leadmetrics.streams.kit.WebhookSource;
import ai.leadmetrics.streams.ops.AlarmStore;
import ai.leadmetrics.streams.tenancy.ChannelDirectory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.kafka.CommitterSettings;
import org.apache.pekko.kafka.ConsumerMessage.Committable;
import org.apache.pekko.kafka.ConsumerMessage.CommittableMessage;
import org.apache.pekko.kafka.Subscriptions;
import org.apache.pekko.kafka.javadsl.Committer;
import org.apache.pekko.kafka.javadsl.Consumer;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * From deliveries to conversations: a stream per source that splits, finds who it is about, tells
 * the entities and commits an offset when all before it is done. Nothing waits in memory beyond its
 * parallelism; the rest waits in the broker.
 */
public final class Ingest implements StreamTask {
  private static final int LOOK_UPS = 32;

  /** The door to this stream, for one node. */
  public static Door door(Platform platform) {
    return new Door(
        platform, Sources.BY_NAME, new ChannelDirectory(platform), new AlarmStore(platform));
  }

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public String role() {
    return "ingest";
  }

  @Override
  public Running start(Platform platform) {
    var channels = new ChannelDirectory(platform);
    var addressing = new Addressing(channels, new ContactDirectory(platform));
    var handling = new Handling(platform, platform.clock());
    return new All(
        Sources.ALL.stream()
            .map(source -> start(platform, source, channels, addressing, handling))
            .toList());
  }

  private static Running start(
      Platform platform,
      WebhookSource source,
      Channels channels,
      Addressing addressing,
      Handling handling) {
    var settings = platform.kafka().consumerSettings("leadmetrics.ingest." + source.name());
    var topic = Subscriptions.topics(Topics.ingest(source.name()));
    var commits = CommitterSettings.create(platform.system());
    int parallelism = platform.config().getInt("leadmetrics.ingest.parallelism");
    var handle = pieces(source, channels, addressing, handling, parallelism);
    return Restarting.start(
        platform,
        "ingest-" + source.name(),
        () -> Consumer.committableSource(settings, topic).via(handle).via(Committer.flow(commits)));
  }

  private static Flow<CommittableMessage<String, byte[]>, Committable, NotUsed> pieces(
      WebhookSource source,
      Channels channels,
      Addressing addressing,
      Handling handling,
      int parallelism) {
    return Flow.<CommittableMessage<String, byte[]>>create()
        .mapAsync(LOOK_UPS, message -> open(source, channels, message))
        .mapConcat(opened -> opened.delivery().pieces(opened.offset()))
        .mapAsync(parallelism, addressing::address)
        .mapAsyncPartitioned(parallelism, Work::key, (work, _) -> handling.handle(work))
        .mapConcat(piece -> piece.offset() == null ? List.of() : List.of(piece.offset()));
  }

  private record Opened(Delivery delivery, Committable offset) {}

  private static CompletionStage<Opened> open(
      WebhookSource source, Channels channels, CommittableMessage<String, byte[]> message) {
    ConsumerRecord<String, byte[]> received = message.record();
    return channels
        .byEndpoint(Delivery.endpointOf(received))
        .thenApply(
            channel ->
                new Opened(Delivery.of(source, channel, received), message.committableOffset()));
  }

  /** The streams of all sources as one. */
  private record All(List<Running> streams) implements Running {
    @Override
    public String state() {
      return streams.stream()
          .map(Running::state)
          .filter(state -> !state.equals("running"))
          .findFirst()
          .orElse("running");
    }

    @Override
    public CompletionStage<Done> stop() {
      var stopping = streams.stream().map(stream -> stream.stop().toCompletableFuture());
      return CompletableFuture.allOf(stopping.toArray(CompletableFuture[]::new))
          .thenApply(_ -> Done.getInstance());
    }
  }
}
