package ai.leadmetrics.streams.inbox;

import ai.leadmetrics.protocol.kit.Topics;
import ai.leadmetrics.streams.connect.Sources;
import ai.leadmetrics.streams.crm.ContactDirectory;
import ai.leadmetrics.streams.kit.Channels;
import ai.leadmetrics.streams.kit.Door;
import ai.leadmetrics.streams.kit.Gate;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Restarting;
import ai.leadmetrics.streams.kit.StreamTask;
import ai.leadmetrics.streams.kit.WebhookSource;
import ai.leadmetrics.streams.ops.AlarmStore;
import ai.leadmetrics.streams.tenancy.ChannelDirectory;
import com.typesafe.config.Config;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
 * the entities and commits an offset when all before it is done. What waits in memory is bounded;
 * the rest waits in the broker.
 */
public final class Ingest implements StreamTask {
  /** What the smallest delivery takes beside its bytes. */
  private static final long SLOT = 500;

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
    return Restarting.start(
        platform,
        "ingest-" + source.name(),
        () -> {
          var intake = new Intake(platform, source, channels, addressing, handling);
          return Consumer.committableSource(settings, topic)
              .via(deliveries(platform.config().getConfig("leadmetrics.ingest"), intake))
              .via(Committer.flow(commits));
        });
  }

  /**
   * Offsets leave in the order in which deliveries came, each once its delivery and all before it
   * are dealt with. A delivery that is done and waits for one before it holds no more than its
   * offset: what bounds reading ahead are those that are not done.
   */
  private static Flow<CommittableMessage<String, byte[]>, Committable, NotUsed> deliveries(
      Config config, Intake intake) {
    var gate = new Gate(config.getBytes("look-ahead"));
    return Flow.<CommittableMessage<String, byte[]>>create()
        .mapAsync(1, message -> gate.enter(size(message)).thenApply(_ -> message))
        .mapAsync(
            config.getInt("uncommitted"),
            message -> {
              long size = size(message);
              Committable offset = message.committableOffset();
              return intake
                  .take(message.record())
                  .thenApply(
                      _ -> {
                        gate.leave(size);
                        return offset;
                      });
            });
  }

  private static long size(CommittableMessage<String, byte[]> message) {
    return SLOT + Math.max(0, message.record().serializedValueSize());
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
