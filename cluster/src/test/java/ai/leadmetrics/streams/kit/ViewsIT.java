package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.inbox.Direction;
import ai.leadmetrics.protocol.inbox.InboxFilter;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.Position;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.protocol.kit.Topics;
import ai.leadmetrics.streams.inbox.InboxQueries;
import ai.leadmetrics.streams.inbox.InboxView;
import ai.leadmetrics.streams.ops.ViewsStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewsIT {
  private static final TenantId TENANT = new TenantId("acme");
  private static final InboxView VIEW = new InboxView();

  @TempDir Path folder;
  private PipelineServices services;
  private Database database;

  @BeforeEach
  void start() {
    services = new PipelineServices(folder);
    database = services.platform.database();
  }

  @AfterEach
  void stop() {
    services.close();
  }

  @Test
  void everyEventCountsOnceAcrossRestartsOfRelayAndView() throws Exception {
    var journal = services.journal();
    var conversations = conversations(20);
    conversations.forEach(journal::open);
    int count = 0;
    for (int round = 0; round < 4; round++) {
      var relay = services.startRelay();
      var view = new ViewRunner(services.platform, VIEW);
      for (int i = 0; i < 100; i++, count++) {
        journal.receive(conversations.get(i % 20), "msg_" + count, "hello");
        relay.poke();
      }
      // Stopped in the middle of it, the relay without having stored how far it was.
      view.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
      relay.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
      database.jdbi().useHandle(handle -> handle.execute("delete from core.relay_position"));
    }
    var relay = services.startRelay();
    var view = new ViewRunner(services.platform, VIEW);
    awaitMessages(count);
    assertThat(unread()).isEqualTo(count);
    view.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
    relay.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  void aConsumerThatLostItsPartitionUnnoticedChangesNothing() throws Exception {
    new ViewRebuild(database.jdbi(), VIEW).run();
    var journal = services.journal();
    var conversation = EntityId.derived(TENANT, Kind.CONVERSATION, "one");
    journal.open(conversation);
    for (int i = 0; i < 200; i++) {
      journal.receive(conversation, "msg_" + i, "hello");
    }
    var records = asRecords();
    var partition = new TopicPartition(records.getFirst().topic(), 0);
    var first = new ViewWriter(database.jdbi(), VIEW);
    var second = new ViewWriter(database.jdbi(), VIEW);
    assertThat(first.offsets(List.of(partition))).containsEntry(partition, -1L);
    var both =
        List.of(first, second).stream()
            .map(
                writer ->
                    CompletableFuture.runAsync(
                        () -> {
                          int size = writer == first ? 7 : 16;
                          for (int i = 0; i < records.size(); i += size) {
                            int end = Math.min(records.size(), i + size);
                            writer.write(records.subList(i, end));
                          }
                        },
                        database.threads()))
            .toList();
    both.forEach(CompletableFuture::join);

    assertThat(count("inbox.message")).isEqualTo(200);
    assertThat(unread()).isEqualTo(200);
    assertThat(second.offsets(List.of(partition))).containsEntry(partition, 201L);
  }

  @Test
  void aRebuildWhileEventsFlowGivesTheSameRows() throws Exception {
    var journal = services.journal();
    var conversations = conversations(50);
    conversations.forEach(journal::open);
    var relay = services.startRelay();
    var view = new ViewRunner(services.platform, VIEW);
    var writing = new AtomicBoolean(true);
    var written =
        CompletableFuture.supplyAsync(
            () -> {
              int i = 0;
              while (writing.get()) {
                journal.receive(conversations.get(i % 50), "msg_" + i++, "hello " + i);
                relay.poke();
              }
              return i;
            },
            database.threads());
    await().until(() -> exists("inbox.message") && count("inbox.message") > 100);
    var store = new ViewsStore(database);
    for (int i = 0; i < 3; i++) {
      long before = count("inbox.message");
      store.rebuild("inbox").orElseThrow().toCompletableFuture().get(60, TimeUnit.SECONDS);
      assertThat(store.progress("inbox").toCompletableFuture().join())
          .hasValueSatisfying(p -> assertThat(p.state()).isEqualTo("done"));
      await().until(() -> count("inbox.message") > before);
    }
    writing.set(false);
    int count = written.join();
    awaitMessages(count);
    assertThat(unread()).isEqualTo(count);
    var live = rows();

    store.rebuild("inbox").orElseThrow().toCompletableFuture().get(60, TimeUnit.SECONDS);

    assertThat(rows()).isEqualTo(live);
    assertThat(exists("inbox_former.message")).isFalse();
    assertThat(exists("inbox_rebuild.message")).isFalse();
    view.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
    relay.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  void anyTextIsKeptAndEachTenantSeesItsOwn() throws Exception {
    new ViewRebuild(database.jdbi(), VIEW).run();
    new ViewRebuild(database.jdbi(), new ai.leadmetrics.streams.crm.LeadsView()).run();
    var journal = services.journal();
    var other = new TenantId("rival");
    var ours = EntityId.derived(TENANT, Kind.CONVERSATION, "same");
    var theirs = EntityId.derived(other, Kind.CONVERSATION, "same");
    assertThat(ours.local()).isEqualTo(theirs.local());
    var texts =
        List.of(
            "a\0b",
            "\uD83D\uDE00 \u0645\u0631\u062D\u0628\u0627",
            "half \uD83D",
            "x".repeat(65_536),
            "");
    journal.open(ours);
    journal.open(theirs);
    for (int i = 0; i < texts.size(); i++) {
      journal.receive(ours, "msg_" + i, texts.get(i));
    }
    journal.receive(theirs, "msg_0", "theirs");
    var writer = new ViewWriter(database.jdbi(), VIEW);
    writer.offsets(List.of(new TopicPartition(Topics.events("inbox"), 0)));
    writer.write(asRecords());

    var queries = new InboxQueries(database);
    var messages =
        queries.messages(TENANT, ours.local(), 50, null).toCompletableFuture().join().items();
    assertThat(messages.reversed())
        .extracting(message -> message.text())
        .containsExactly("ab", texts.get(1), "half \uFFFD", texts.get(3), "Empty message");
    var rival =
        queries.messages(other, theirs.local(), 50, null).toCompletableFuture().join().items();
    assertThat(rival).extracting(message -> message.text()).containsExactly("theirs");
    var list =
        queries
            .conversations(TENANT, InboxFilter.ALL, null, 10, null)
            .toCompletableFuture()
            .join()
            .items();
    assertThat(list).hasSize(1);
    assertThat(list.getFirst().unread()).isEqualTo(5);
    assertThat(list.getFirst().lastText()).isEqualTo("Empty message");
    assertThat(list.getFirst().lastDirection()).isEqualTo(Direction.IN);
    assertThat(
            queries.conversation(new TenantId("nobody"), ours.local()).toCompletableFuture().join())
        .isEmpty();
    assertThat(queries.conversation(TENANT, ours.local()).toCompletableFuture().join())
        .hasValueSatisfying(detail -> assertThat(detail.name()).isEqualTo("Asha"));
  }

  @Test
  void aListIsReadPageByPage() throws Exception {
    new ViewRebuild(database.jdbi(), VIEW).run();
    new ViewRebuild(database.jdbi(), new ai.leadmetrics.streams.crm.LeadsView()).run();
    var journal = services.journal();
    for (var conversation : conversations(25)) {
      journal.open(conversation);
      for (int i = 0; i < 5; i++) {
        journal.receive(conversation, "msg_" + i, "hello");
      }
    }
    var writer = new ViewWriter(database.jdbi(), VIEW);
    writer.offsets(List.of(new TopicPartition(Topics.events("inbox"), 0)));
    writer.write(asRecords());

    var queries = new InboxQueries(database);
    var seen = new ArrayList<String>();
    String cursor = null;
    do {
      var page =
          queries
              .conversations(TENANT, InboxFilter.AI, null, 10, cursor)
              .toCompletableFuture()
              .join();
      page.items().forEach(item -> seen.add(item.id()));
      cursor = page.next();
    } while (cursor != null);
    assertThat(seen).hasSize(25).doesNotHaveDuplicates();
    var first = queries.messages(TENANT, seen.getFirst(), 3, null).toCompletableFuture().join();
    var second =
        queries.messages(TENANT, seen.getFirst(), 3, first.next()).toCompletableFuture().join();
    assertThat(first.items()).extracting(m -> m.id()).containsExactly("msg_4", "msg_3", "msg_2");
    assertThat(second.items()).extracting(m -> m.id()).containsExactly("msg_1", "msg_0");
    assertThat(second.next()).isNull();
    assertThat(
            queries
                .conversations(TENANT, InboxFilter.ATTENTION, "+91 98", 10, null)
                .toCompletableFuture()
                .join()
                .items())
        .isEmpty();
  }

  /** The journal as the relay would have it on one partition. */
  private List<ConsumerRecord<String, byte[]>> asRecords() throws java.sql.SQLException {
    var rows =
        database
            .jdbi()
            .withHandle(handle -> Journal.after(handle.getConnection(), Position.START, 100_000));
    var records = new ArrayList<ConsumerRecord<String, byte[]>>();
    for (var row : rows) {
      var record =
          new ConsumerRecord<>(Topics.events("inbox"), 0, records.size(), row.key(), row.payload());
      record.headers().add(Topics.KIND, bytes(row.kind()));
      record.headers().add(Topics.SEQ, bytes(Long.toString(row.seq())));
      record.headers().add(Topics.POSITION, bytes(row.position().toString()));
      records.add(record);
    }
    return records;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static List<EntityId> conversations(int count) {
    var ids = new ArrayList<EntityId>();
    for (int i = 0; i < count; i++) {
      ids.add(EntityId.derived(TENANT, Kind.CONVERSATION, "c" + i));
    }
    return ids;
  }

  private void awaitMessages(long expected) {
    await().until(() -> exists("inbox.message") && count("inbox.message") >= expected);
    assertThat(count("inbox.message")).isEqualTo(expected);
  }

  private boolean exists(String table) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select to_regclass(?) is not null")
                    .bind(0, table)
                    .mapTo(Boolean.class)
                    .one());
  }

  private long count(String table) {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("select count(*) from " + table).mapTo(Long.class).one());
  }

  private long unread() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select coalesce(sum(unread), 0) from inbox.conversation")
                    .mapTo(Long.class)
                    .one());
  }

  private List<String> rows() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select c::text from inbox.conversation c
                        union all select m::text from inbox.message m order by 1
                        """)
                    .mapTo(String.class)
                    .list());
  }
}
