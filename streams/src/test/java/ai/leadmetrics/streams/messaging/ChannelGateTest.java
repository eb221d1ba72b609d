package ai.leadmetrics.streams.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import ai.leadmetrics.streams.kit.Outcome;
import ai.leadmetrics.streams.messaging.ChannelGate.Admission;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChannelGateTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Outcome SENT = new Outcome.Sent("w");

  @Test
  void aChannelHasNoMoreThanItsShareInFlight() {
    var gate = gate("channel.share = 2");
    assertThat(gate.enter(NOON, "a")).isInstanceOf(Admission.Admitted.class);
    assertThat(gate.enter(NOON, "b")).isInstanceOf(Admission.Admitted.class);
    assertThat(gate.enter(NOON, "c")).isInstanceOf(Admission.Wait.class);
    gate.leave(NOON, false, SENT);
    assertThat(gate.enter(NOON, "c")).isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void aNumberSendsSoManyASecond() {
    var gate = gate("channel.messages-per-second = 3");
    for (int i = 0; i < 3; i++) {
      pass(gate, "to" + i);
    }
    assertThat(gate.enter(NOON, "to3"))
        .isInstanceOfSatisfying(
            Admission.Wait.class,
            wait -> assertThat(wait.time()).isBetween(Duration.ZERO, Duration.ofMillis(400)));
  }

  @Test
  void onePersonGetsABurstAndThenOneEachInterval() {
    var gate = gate("channel.recipient-burst = 2");
    pass(gate, "a");
    pass(gate, "a");
    assertThat(gate.enter(NOON, "a"))
        .isInstanceOfSatisfying(
            Admission.Wait.class,
            wait ->
                assertThat(wait.time()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6)));
    pass(gate, "b");
  }

  @Test
  void temporaryRefusalsAndUnknownOutcomesOpenTheCircuit() {
    var gate = gate("channel.circuit.failures = 2");
    fail(gate, new Outcome.RetryLater("130429", Duration.ZERO, Outcome.Scope.CHANNEL));
    fail(gate, new Outcome.Unknown("timeout"));
    assertThat(gate.isOpen()).isTrue();
    assertThat(gate.enter(NOON, "a")).isEqualTo(new Admission.Wait(Duration.ofSeconds(5)));
    assertThat(gate.enter(NOON.plusSeconds(5), "a")).isEqualTo(new Admission.Admitted(true));
    gate.leave(NOON.plusSeconds(5), true, SENT);
    assertThat(gate.isOpen()).isFalse();
  }

  @Test
  void refusalsOfOneMessageOrPersonLeaveTheCircuitClosed() {
    var gate = gate("channel.circuit.failures = 1");
    fail(gate, new Outcome.Refused("131047", ""));
    fail(gate, new Outcome.RetryLater("131056", Duration.ZERO, Outcome.Scope.RECIPIENT));
    assertThat(gate.isOpen()).isFalse();
  }

  private static void pass(ChannelGate gate, String address) {
    assertThat(gate.enter(NOON, address)).isEqualTo(new Admission.Admitted(false));
    gate.leave(NOON, false, SENT);
  }

  private static void fail(ChannelGate gate, Outcome outcome) {
    assertThat(gate.enter(NOON, "a")).isEqualTo(new Admission.Admitted(false));
    gate.leave(NOON, false, outcome);
  }

  private static ChannelGate gate(String setting) {
    return new ChannelGate(
        DeliverySettings.of(
            ConfigFactory.parseString("leadmetrics.delivery { " + setting + " }")
                .withFallback(ConfigFactory.parseResources("leadmetrics-delivery.conf"))
                .resolve()));
  }
}
