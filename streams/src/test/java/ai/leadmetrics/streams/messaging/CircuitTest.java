package ai.leadmetrics.streams.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CircuitTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final Circuit circuit = new Circuit(3, Duration.ofSeconds(5), Duration.ofSeconds(15));

  @Test
  void opensAfterSoManyFailuresInARow() {
    circuit.failed(NOON, false);
    circuit.failed(NOON, false);
    circuit.succeeded();
    circuit.failed(NOON, false);
    circuit.failed(NOON, false);
    assertThat(circuit.isOpen()).isFalse();
    circuit.failed(NOON, false);
    assertThat(circuit.isOpen()).isTrue();
    assertThat(circuit.waitAt(NOON.plusSeconds(1))).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void letsOneProbeThroughAtATime() {
    open();
    var later = NOON.plusSeconds(5);
    assertThat(circuit.waitAt(later)).isZero();
    assertThat(circuit.begin()).isTrue();
    assertThat(circuit.waitAt(later)).isPositive();
    circuit.succeeded();
    assertThat(circuit.waitAt(later)).isZero();
    assertThat(circuit.begin()).isFalse();
  }

  @Test
  void aFailedProbeDoublesThePauseUpToALimit() {
    open();
    circuit.begin();
    circuit.failed(NOON, true);
    assertThat(circuit.waitAt(NOON)).isEqualTo(Duration.ofSeconds(10));
    circuit.begin();
    circuit.failed(NOON, true);
    assertThat(circuit.waitAt(NOON)).isEqualTo(Duration.ofSeconds(15));
    circuit.succeeded();
    open();
    assertThat(circuit.waitAt(NOON)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void lateFailuresOfEarlierCallsDoNotProlongThePause() {
    open();
    circuit.failed(NOON.plusSeconds(4), false);
    assertThat(circuit.waitAt(NOON.plusSeconds(5))).isZero();
  }

  @Test
  void anAbandonedProbeLetsTheNextOneThrough() {
    open();
    var later = NOON.plusSeconds(5);
    assertThat(circuit.begin()).isTrue();
    circuit.abandoned(true);
    assertThat(circuit.waitAt(later)).isZero();
  }

  private void open() {
    for (int i = 0; i < 3; i++) {
      circuit.failed(NOON, false);
    }
  }
}
