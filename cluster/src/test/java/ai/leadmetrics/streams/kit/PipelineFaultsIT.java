package ai.leadmetrics.streams.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.inbox.InboxView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineFaultsIT {
  private static final EntityId CONVERSATION =
      EntityId.derived(new TenantId("acme"), Kind.CONVERSATION, "one");

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
  void eventsArriveOnceAfterBrokerAndDatabaseWereAway() throws Exception {
    var journal = services.journal();
    journal.open(CONVERSATION);
    var relay = services.startRelay();
    var view = new ViewRunner(services.platform, new InboxView());
    int count = receive(journal, 0, 50);
    relay.poke();
    awaitUnread(count);

    services.kafka.stop();
    count = receive(journal, count, 50);
    relay.poke();
    await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(10)).until(() -> true);
    services.kafka.start();
    awaitUnread(count);

    count = receive(journal, count, 50);
    services.postgres.stop();
    await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(10)).until(() -> true);
    services.postgres.start();
    count = receive(journal, count, 50);
    awaitUnread(count);

    // A broker that no longer knows the offset: the journal does.
    view.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
    services
        .platform
        .database()
        .jdbi()
        .useHandle(handle -> handle.execute("update core.view_state set kafka_offset = 1000000"));
    count = receive(journal, count, 50);
    view = new ViewRunner(services.platform, new InboxView());
    awaitUnread(count);
    count = receive(journal, count, 50);
    awaitUnread(count);

    view.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
    relay.stop().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private int receive(JournalWriter journal, int from, int count) {
    for (int i = from; i < from + count; i++) {
      journal.receive(CONVERSATION, "msg_" + i, "hello");
    }
    return from + count;
  }

  private void awaitUnread(int expected) {
    await().ignoreExceptions().until(() -> unread() >= expected);
    assertThat(unread()).isEqualTo(expected);
  }

  private int unread() {
    return services
        .platform
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select coalesce(sum(unread), 0) from inbox.conversation")
                    .mapTo(Integer.class)
                    .one());
  }
}
