package ai.leadmetrics.streams.ops;

import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.Topics;
import ai.leadmetrics.streams.kit.Kafka;
import ai.leadmetrics.streams.kit.Platform;
import ai.leadmetrics.streams.kit.Restarting;
import ai.leadmetrics.streams.kit.StreamTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.pekko.Done;
import org.apache.pekko.kafka.CommitterSettings;
import org.apache.pekko.kafka.ConsumerMessage;
import org.apache.pekko.kafka.ConsumerMessage.CommittableMessage;
import org.apache.pekko.kafka.Subscriptions;
import org.apache.pekko.kafka.javadsl.Committer;
import org.apache.pekko.kafka.javadsl.Consumer;

/**
 * Keeps what could not be acted on: on {@code ingest.dead}, where it is safe even while the
 * database is away, and from there in the table that operators look at.
 */
public final class DeadLetters implements StreamTask {
  private static final String LETTER = "letter";
  private static final int BATCH = 100;
  private static final Duration BATCH_WITHIN = Duration.ofMillis(100);

  /** Puts letters on the topic; completes when the broker has all of them. */
  public static CompletionStage<Done> bury(Kafka kafka, List<Letter> letters) {
    var sent =
        letters.stream()
            .map(letter -> kafka.producer().send(record(letter)).toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(sent).thenApply(_ -> Done.getInstance());
  }

  private static ProducerRecord<String, byte[]> record(Letter letter) {
    var message = new ProducerRecord<>(Topics.DEAD, letter.endpoint(), letter.payload());
    message.headers().add(LETTER, Json.bytes(letter));
    return message;
  }

  @Override
  public String name() {
    return "dead-letters";
  }

  @Override
  public String role() {
    return "ingest";
  }

  @Override
  public Running start(Platform platform) {
    var settings = platform.kafka().consumerSettings("leadmetrics.dead-letters");
    var commits = CommitterSettings.create(platform.system());
    var shelf =
        new DeadLetterShelf(platform.config().getInt("leadmetrics.ingest.dead-letters.per-tenant"));
    return Restarting.start(
        platform,
        name(),
        () ->
            Consumer.committableSource(settings, Subscriptions.topics(Topics.DEAD))
                .groupedWithin(BATCH, BATCH_WITHIN)
                .mapAsync(
                    1,
                    batch ->
                        platform
                            .database()
                            .transact(handle -> shelf.put(handle, letters(batch)))
                            .thenApply(_ -> offsets(batch)))
                .via(Committer.flow(commits)));
  }

  private static ConsumerMessage.Committable offsets(
      List<CommittableMessage<String, byte[]>> batch) {
    return ConsumerMessage.createCommittableOffsetBatch(
        batch.stream().map(CommittableMessage::committableOffset).toList());
  }

  private static List<Letter> letters(List<CommittableMessage<String, byte[]>> batch) {
    return batch.stream().map(message -> letter(message.record())).toList();
  }

  /** One without a letter was put here by somebody else: it must not hold up the others. */
  private static Letter letter(ConsumerRecord<String, byte[]> message) {
    var payload = Objects.requireNonNullElse(message.value(), new byte[0]);
    var header = message.headers().lastHeader(LETTER);
    if (header != null) {
      return Json.read(header.value(), Letter.class).with(payload);
    }
    return Letter.of(
        Ids.derived(
            Kind.DEAD_LETTER,
            message.topic(),
            Integer.toString(message.partition()),
            Long.toString(message.offset())),
        null,
        "unknown",
        Objects.requireNonNullElse(message.key(), ""),
        "no_letter",
        "Nothing says where this came from.",
        Instant.ofEpochMilli(message.timestamp()),
        payload);
  }
}
