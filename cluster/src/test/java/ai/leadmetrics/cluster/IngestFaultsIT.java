package ai.leadmetrics.cluster;

import static ai.leadmetrics.cluster.Inbound.message;
import static ai.leadmetrics.cluster.Inbound.messages;
import static ai.leadmetrics.cluster.Inbound.now;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.inbox.ChannelKind;
import ai.leadmetrics.protocol.inbox.ConversationEvent.MessageReceived;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.kit.Door.Outcome;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** On a platform of its own: PostgreSQL and the broker are stopped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IngestFaultsIT {
  private static final Duration GONE = Duration.ofSeconds(20);

  private TestPlatform platform;
  private Inbound inbound;

  @BeforeAll
  void start() {
    platform = TestPlatform.start();
    inbound = new Inbound(platform.node().platform());
  }

  @AfterAll
  void stop() {
    inbound.close();
    platform.close();
  }

  private Outcome deliver(String endpoint, String number, String id) {
    var from = "9198765%05d".formatted(Math.floorMod(id.hashCode(), 40));
    return now(
        inbound.deliver(ChannelKind.WHATSAPP, endpoint, messages(number, message(from, id, "hi"))));
  }

  /** Delivers ten messages a second for as long as something is gone; returns what was taken. */
  private Set<String> deliverWhileGone(String endpoint, String number) {
    var taken = new TreeSet<String>();
    var count = new AtomicInteger();
    await()
        .pollDelay(Duration.ZERO)
        .during(GONE)
        .atMost(GONE.multipliedBy(2))
        .until(
            () -> {
              var id = "gone." + count.incrementAndGet();
              if (deliver(endpoint, number, id) instanceof Outcome.Accepted) {
                taken.add(id);
              }
              return true;
            });
    return taken;
  }

  private void allArrivedOnce(TenantId tenant, Set<String> taken) {
    await()
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(inbound.events(tenant, MessageReceived.class))
                    .extracting(MessageReceived::providerId)
                    .containsExactlyInAnyOrderElementsOf(taken));
    assertThat(inbound.deadLetters(tenant)).isEmpty();
  }

  @Test
  void databaseGoneFor20SecondsLosesAndDoublesNothing() {
    var tenant = Inbound.tenant();
    var number = "100200300400500";
    var endpoint = inbound.connect(tenant, ChannelKind.WHATSAPP, number);
    var taken = new TreeSet<String>();
    for (int i = 0; i < 40; i++) {
      assertThat(deliver(endpoint, number, "before." + i)).isEqualTo(new Outcome.Accepted());
      taken.add("before." + i);
    }
    allArrivedOnce(tenant, taken);

    var postgres = requireNonNull(platform.node().embedded().postgres());
    postgres.stop();
    try {
      taken.addAll(deliverWhileGone(endpoint, number));
    } finally {
      postgres.start();
    }
    assertThat(taken).hasSizeGreaterThan(100);
    allArrivedOnce(tenant, taken);
  }

  @Test
  void brokerGoneFor20SecondsRefusesInTimePretendsNothingAndRecovers() {
    var tenant = Inbound.tenant();
    var number = "100200300400501";
    var endpoint = inbound.connect(tenant, ChannelKind.WHATSAPP, number);
    assertThat(deliver(endpoint, number, "before.1")).isEqualTo(new Outcome.Accepted());

    var kafka = requireNonNull(platform.node().embedded().kafka());
    kafka.stop();
    try {
      long started = System.nanoTime();
      assertThat(deliver(endpoint, number, "gone.0"))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> {
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.retryAfter()).isNotNull();
              });
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(8));
      assertThat(deliverWhileGone(endpoint, number)).isEmpty();
    } finally {
      kafka.start();
    }
    await().until(() -> deliver(endpoint, number, "after.1") instanceof Outcome.Accepted);
    allArrivedOnce(tenant, Set.of("before.1", "after.1"));
  }
}
