package ai.leadmetrics.http.live;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.http.live.ToClient.Event;
import ai.leadmetrics.http.live.ToClient.Ping;
import ai.leadmetrics.http.live.ToClient.Refetch;
import ai.leadmetrics.protocol.kit.Position;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final Outbox outbox = new Outbox(3);

  @Test
  void eventsForTheSameFetchCollapseIntoTheNewest() {
    outbox.event(event("inbox", "conv_a", 1));
    outbox.event(event("inbox", "conv_b", 2));
    outbox.event(event("inbox", "conv_a", 3));
    assertThat(outbox.poll()).isEqualTo(event("inbox", "conv_b", 2));
    assertThat(outbox.poll()).isEqualTo(event("inbox", "conv_a", 3));
    assertThat(outbox.poll()).isNull();
  }

  @Test
  void aTopicWithTooManyBecomesOneRefetch() {
    outbox.event(event("leads", "lead_a", 1));
    for (int i = 2; i < 10_000; i++) {
      outbox.event(event("inbox", "conv_" + i, i));
    }
    assertThat(outbox.poll()).isEqualTo(new Refetch("inbox", new Position(9999, 0)));
    assertThat(outbox.poll()).isEqualTo(event("leads", "lead_a", 1));
    assertThat(outbox.poll()).isNull();
    outbox.event(event("inbox", "conv_z", 10_000));
    assertThat(outbox.poll()).isEqualTo(event("inbox", "conv_z", 10_000));
  }

  @Test
  void aRefetchOfAllReplacesEverything() {
    outbox.event(event("leads", "lead_a", 1));
    outbox.refetch("inbox");
    outbox.refetch("*");
    outbox.event(event("leads", "lead_b", 2));
    assertThat(outbox.poll()).isEqualTo(new Refetch("*", new Position(2, 0)));
    assertThat(outbox.poll()).isNull();
  }

  @Test
  void controlsGoFirstAndAreBounded() {
    outbox.event(event("leads", "lead_a", 1));
    var ping = new Ping(Position.START);
    for (int i = 0; i < 32; i++) {
      assertThat(outbox.control(ping)).isTrue();
    }
    assertThat(outbox.control(ping)).isFalse();
    assertThat(outbox.poll()).isEqualTo(ping);
  }

  @Test
  void positionsOnlyGrow() {
    outbox.seen(new Position(5, 1));
    outbox.seen(new Position(4, 9));
    assertThat(outbox.latest()).isEqualTo(new Position(5, 1));
  }

  private static Event event(String topic, String entity, long tx) {
    return new Event(topic, new Position(tx, 0), "message-received", entity);
  }
}
