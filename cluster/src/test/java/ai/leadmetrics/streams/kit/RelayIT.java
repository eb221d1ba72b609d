package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.kit.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayIT {
  private static final TenantId TENANT = new TenantId("acme");

  @TempDir Path folder;
  private PipelineServices services;

  @BeforeEach
  void start() {
    services = new PipelineServices(folder);
  }

  @AfterEach
  void stop() {
    services.close();
  }

  @Test
  void everyEventOnceAndInOrderThoughTransactionsCommitLate() throws Exception {
    var journal = services.journal();
    var relay = services.startRelay();
    int writers = 6;
    int each = 150;
    var done = new ArrayList<CompletableFuture<Void>>();
    for (int w = 0; w < writers; w++) {
      int writer = w;
      done.add(
          CompletableFuture.runAsync(
              () -> write(journal, relay, writer, each), services.platform.database().threads()));
    }
    done.forEach(CompletableFuture::join);

    var records = consume(writers * each);
    assertThat(records).hasSize(writers * each);
    assertInOrder(records);
    relay.stop().toCompletableFuture().get(5, TimeUnit.SECONDS);
  }

  /** Rows get their numbers when they are written, and become visible in quite another order. */
  private void write(JournalWriter journal, RelayLoop relay, int writer, int count) {
    var random = new Random(writer);
    for (int i = 0; i < count; i++) {
      var id = EntityId.derived(TENANT, Kind.CONVERSATION, "w" + writer, "e" + i % 7);
      services
          .platform
          .database()
          .jdbi()
          .useTransaction(
              handle -> {
                journal.append(handle, "Conversation", id, JournalWriter.received("m", "hello"));
                if (random.nextInt(4) == 0) {
                  LockSupport.parkNanos(random.nextInt(20_000_000));
                }
              });
      relay.poke();
    }
  }

  @Test
  void aTransactionThatCommitsLateIsNotSkipped() throws Exception {
    var journal = services.journal();
    var written = new CountDownLatch(1);
    var commit = new CompletableFuture<Void>();
    var late =
        CompletableFuture.runAsync(
            () ->
                services
                    .platform
                    .database()
                    .jdbi()
                    .useTransaction(
                        handle -> {
                          journal.append(
                              handle,
                              "Conversation",
                              EntityId.derived(TENANT, Kind.CONVERSATION, "late"),
                              JournalWriter.received("late", "late"));
                          written.countDown();
                          commit.join();
                        }),
            services.platform.database().threads());
    written.await();
    var relay = services.startRelay();
    for (int i = 0; i < 20; i++) {
      journal.receive(EntityId.derived(TENANT, Kind.CONVERSATION, "e" + i), "m", "hello");
    }
    relay.poke();
    assertThat(consume(1)).as("nothing may overtake the open transaction").isEmpty();

    commit.complete(null);
    late.join();

    var records = consume(21);
    assertThat(records).hasSize(21);
    assertInOrder(records);
    relay.stop().toCompletableFuture().get(5, TimeUnit.SECONDS);
  }

  @Test
  void afterARestartNothingIsMissingAndWhatComesAgainIsRecognised() throws Exception {
    var journal = services.journal();
    for (int i = 0; i < 300; i++) {
      journal.receive(EntityId.derived(TENANT, Kind.CONVERSATION, "e" + i % 20), "m" + i, "hello");
    }
    // Killed after sending and before it stored how far it was.
    var database = services.platform.database().jdbi();
    try (var producer = Relay.producer(services.platform.kafka())) {
      new RelaySession(database, producer, Relay.topicByKind()).forward();
      producer.flush();
    }
    var relay = services.startRelay();
    await().until(() -> database.withHandle(RelaySession::load).isAfter(Position.START));
    relay.stop().toCompletableFuture().get(5, TimeUnit.SECONDS);

    var records = consume(600);
    assertThat(records).hasSize(600);
    var duplicates = new Duplicates();
    assertInOrder(records.stream().filter(duplicates::isNew).toList());
    assertThat(records.stream().filter(new Duplicates()::isNew)).hasSize(300);
  }

  @Test
  void aStoppedRelayGoesOnWhereItWas() throws Exception {
    var journal = services.journal();
    int count = 0;
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 50; i++) {
        journal.receive(EntityId.derived(TENANT, Kind.CONVERSATION, "e" + i), "m" + count++, "x");
      }
      var relay = services.startRelay();
      var database = services.platform.database().jdbi();
      var head = database.withHandle(handle -> Journal.head(handle.getConnection(), 0));
      await().until(() -> database.withHandle(RelaySession::load).equals(head));
      relay.stop().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }
    assertThat(consume(count + 1)).hasSize(count);
  }

  private static void assertInOrder(List<ConsumerRecord<String, byte[]>> records) {
    var positions = new HashMap<TopicPartition, Position>();
    var sequences = new HashMap<String, Long>();
    var seen = new HashSet<String>();
    for (var record : records) {
      var event = EventRecord.of(record);
      var partition = new TopicPartition(record.topic(), record.partition());
      var before = positions.put(partition, event.position());
      assertThat(before == null || event.position().isAfter(before)).isTrue();
      assertThat(event.seq()).isEqualTo(sequences.getOrDefault(record.key(), 0L) + 1);
      sequences.put(record.key(), event.seq());
      assertThat(seen.add(record.key() + event.seq())).isTrue();
    }
  }

  /** Waits for so many records, then a moment for more than there should be. */
  private List<ConsumerRecord<String, byte[]>> consume(int expected) {
    var properties = new Properties();
    properties.putAll(services.platform.kafka().consumerSettings("test").getProperties());
    var records = new ArrayList<ConsumerRecord<String, byte[]>>();
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(Topics.events("inbox")).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(expected == 1 ? 1 : 60);
      while (System.nanoTime() < until && records.size() < expected) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      consumer.poll(Duration.ofMillis(300)).forEach(records::add);
    }
    return records;
  }
}
