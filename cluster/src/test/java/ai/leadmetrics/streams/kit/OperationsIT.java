package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.ops.LiveQueries;
import ai.leadmetrics.streams.ops.OverviewQueries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationsIT {
  private static final TenantId TENANT = new TenantId("acme");
  private static final TenantId OTHER = new TenantId("rival");

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
  void whoComesBackIsToldWhatHappenedMeanwhile() {
    var journal = services.journal();
    var queries = new LiveQueries(services.platform.database());
    var conversation = EntityId.derived(TENANT, Kind.CONVERSATION, "one");
    var before = queries.position().toCompletableFuture().join();
    journal.open(conversation);
    journal.receive(conversation, "msg_1", "hello");
    journal.receive(EntityId.derived(OTHER, Kind.CONVERSATION, "one"), "msg_1", "hello");

    var missed = queries.since(TENANT, before).toCompletableFuture().join();

    assertThat(missed.complete()).isTrue();
    assertThat(missed.notices())
        .extracting(notice -> notice.topic() + " " + notice.type())
        .containsExactly(
            "inbox opened",
            "conversation:" + conversation.local() + " opened",
            "inbox message-received",
            "conversation:" + conversation.local() + " message-received");
    assertThat(missed.notices()).allMatch(notice -> notice.tenant().equals(TENANT));
    var last = missed.notices().getLast().position();
    assertThat(queries.since(TENANT, last).toCompletableFuture().join().notices()).isEmpty();

    for (int i = 0; i < JournalTail.LIMIT; i++) {
      journal.receive(conversation, "msg_" + i, "hello");
    }
    assertThat(queries.since(TENANT, before).toCompletableFuture().join().complete()).isFalse();
  }

  @Test
  void liveClientsHearOfWhatTheyCanFetchAndQuietNodesAskLittle() throws Exception {
    var journal = services.journal();
    var platform = services.platform;
    var relay = services.startRelay();
    var views = Contexts.views().stream().map(view -> new ViewRunner(platform, view)).toList();
    var heard = new LinkedBlockingQueue<LiveNotice>();
    Behavior<Live.Notices> listener =
        Behaviors.receiveMessage(
            message -> {
              heard.addAll(message.notices());
              return Behaviors.same();
            });
    Live.of(platform.system())
        .subscribe(TENANT, platform.system().systemActorOf(listener, "listener", Props.empty()));
    var overview = new OverviewQueries(platform);
    await()
        .until(
            () -> overview.overview().toCompletableFuture().join().views().size() == views.size());

    var conversation = EntityId.derived(TENANT, Kind.CONVERSATION, "one");
    journal.open(conversation);
    relay.poke();
    var notice = heard.poll(20, TimeUnit.SECONDS);
    assertThat(notice).isNotNull();
    assertThat(notice.topic()).isEqualTo("inbox");
    long fetched =
        platform
            .database()
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("select count(*) from inbox.conversation")
                        .mapTo(Long.class)
                        .one());
    assertThat(fetched).as("committed before it was told").isEqualTo(1);

    await()
        .untilAsserted(
            () -> {
              var now = overview.overview().toCompletableFuture().join();
              assertThat(now.views()).allMatch(view -> view.lag() == 0);
              assertThat(now.relay().behind()).isZero();
              assertThat(now.streams())
                  .extracting(stream -> stream.name() + " " + stream.state())
                  .contains("view-inbox running", "view-leads running", "view-runs running");
            });
    assertThat(statementsPerSecond(platform.database())).isLessThan(20);

    for (var view : views) {
      view.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
    relay.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  /** Everything that runs outside a transaction is one: commits count statements. */
  private static double statementsPerSecond(Database database) {
    long before = commits(database);
    long started = System.nanoTime();
    await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(20)).until(() -> true);
    return (commits(database) - before) * 1e9 / (System.nanoTime() - started);
  }

  private static long commits(Database database) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select xact_commit from pg_stat_database"
                            + " where datname = current_database()")
                    .mapTo(Long.class)
                    .one());
  }
}
