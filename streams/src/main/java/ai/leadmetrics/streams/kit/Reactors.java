package ai.leadmetrics.streams.kit;

import ai.leadmetrics.entities.kit.EventCodec;
import ai.leadmetrics.protocol.kit.Topics;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** What is to happen after an event of one type. */
  @FunctionalInterface
  public interface Reaction<E> {
    /** Must be idempotent. */
    CompletionStage<Done> to(EventRecord record, E event);
  }

  /**
   * Starts consuming as group {@code leadmetrics.reactor.<name>}. Events of other types are skipped
   * without being decoded.
   *
   * @param type an event record, or the sealed interface of all events of an aggregate
   * @param reaction when its stage fails the stream restarts with backoff from the last commit
   */
  public static <E> StreamTask.Running start(
      Platform platform, String name, String context, Class<E> type, Reaction<E> reaction) {
    var names = namesOf(type);
    return start(
        platform,
        name,
        context,
        names::contains,
        (record, event) -> reaction.to(record, type.cast(event)));
  }

  /**
   * The same for events of several aggregates.
   *
   * @param wanted asked for the stored type of each event
   */
  public static StreamTask.Running start(
      Platform platform,
      String name,
      String context,
      Predicate<String> wanted,
      Reaction<Object> reaction) {
    var settings = platform.kafka().consumerSettings("leadmetrics.reactor." + name);
    var topic = Subscriptions.topics(Topics.events(context));
    int parallelism = platform.config().getInt("leadmetrics.streams.reactor-parallelism");
    var commits = CommitterSettings.create(platform.system());
    return Restarting.start(
        platform,
        "reactor-" + name,
        () -> {
          var duplicates = new Duplicates();
          return Consumer.committableSource(settings, topic)
              .map(
                  message ->
                      new Element(
                          message,
                          wanted.test(EventRecord.type(message.record()))
                              && duplicates.isNew(message.record())))
              .mapAsyncPartitioned(
                  parallelism,
                  Element::key,
                  (element, _) -> react(element, reaction).thenApply(_ -> element.offset()))
              .via(Committer.flow(commits));
        });
  }

  private static Set<String> namesOf(Class<?> type) {
    return (type.isSealed() ? Stream.of(type.getPermittedSubclasses()) : Stream.of(type))
        .map(EventCodec::typeName)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static CompletionStage<Done> react(Element element, Reaction<Object> reaction) {
    if (!element.isWanted()) {
      return CompletableFuture.completedFuture(Done.getInstance());
    }
    var record = EventRecord.of(element.message().record());
    return reaction.to(record, record.event());
  }

  private record Element(CommittableMessage<String, byte[]> message, boolean isWanted) {
    String key() {
      return message.record().key();
    }

    Committable offset() {
      return message.committableOffset();
    }
  }
}
