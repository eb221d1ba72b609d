package ai.leadmetrics.streams.kit;

import ai.leadmetrics.protocol.kit.Topics;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.Done;
import org.apache.pekko.kafka.CommitterSettings;
import org.apache.pekko.kafka.ConsumerMessage.Committable;
import org.apache.pekko.kafka.ConsumerMessage.CommittableMessage;
import org.apache.pekko.kafka.Subscriptions;
import org.apache.pekko.kafka.javadsl.Committer;
import org.apache.pekko.kafka.javadsl.Consumer;

/** Turns events into commands or work: at least once, in order per entity, parallel across. */
public final class Reactors {
  private Reactors() {}

  /**
   * Starts consuming as group {@code leadmetrics.reactor.<name>}.
   *
   * @param reaction must be idempotent; when its stage fails the stream restarts with backoff from
   *     the last commit
   */
  public static StreamTask.Running start(
      Platform platform,
      String name,
      List<String> contexts,
      Function<EventRecord, CompletionStage<Done>> reaction) {
    var settings = platform.kafka().consumerSettings("leadmetrics.reactor." + name);
    var topics = contexts.stream().map(Topics::events).collect(Collectors.toSet());
    int parallelism = platform.config().getInt("leadmetrics.streams.reactor-parallelism");
    var commits = CommitterSettings.create(platform.system());
    return Restarting.start(
        platform,
        "reactor-" + name,
        () -> {
          var duplicates = new Duplicates();
          return Consumer.committableSource(settings, Subscriptions.topics(topics))
              .map(message -> new Element(message, duplicates.isNew(message.record())))
              .mapAsyncPartitioned(
                  parallelism,
                  Element::key,
                  (element, _) -> react(element, reaction).thenApply(_ -> element.offset()))
              .via(Committer.flow(commits));
        });
  }

  private static CompletionStage<Done> react(
      Element element, Function<EventRecord, CompletionStage<Done>> reaction) {
    return element.isNew()
        ? reaction.apply(EventRecord.of(element.message().record()))
        : CompletableFuture.completedFuture(Done.getInstance());
  }

  private record Element(CommittableMessage<String, byte[]> message, boolean isNew) {
    String key() {
      return message.record().key();
    }

    Committable offset() {
      return message.committableOffset();
    }
  }
}
