package ai.leadmetrics.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void tooManyRequestsForAsLongAsTold() {
    bench.fault("429", 2);

    for (var i = 0; i < 2; i++) {
      var answer = bench.send("Hello");
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.body().at("/error/code").asInt()).isEqualTo(130429);
    }
    assertThat(bench.send("Hello").status()).isEqualTo(200);
    assertThat(bench.sends()).hasSize(1);
  }

  @Test
  void serverErrorRecordsNothing() {
    bench.fault("500", 1);

    var answer = bench.send("Hello");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body().at("/error/code").asInt()).isEqualTo(131000);
    assertThat(bench.sends()).isEmpty();
  }

  @Test
  void silentNeverAnswersAndRecordsNothing() {
    bench.fault("silent", 1);
    var pending = CompletableFuture.supplyAsync(() -> bench.send("Hello"));
    await().until(() -> "none".equals(faultMode()));

    assertThat(pending).isNotDone();
    assertThat(bench.sends()).isEmpty();
    bench.fault("none", 0);
    assertThat(pending.join().status()).isZero();
  }

  @Test
  void droppedResponseRecordsAndReportsButNeverAnswers() {
    bench.fault("drop-response", 1);
    var pending = CompletableFuture.supplyAsync(() -> bench.send("Hello"));

    await().until(() -> bench.receiver.deliveries().size() >= 3);
    assertThat(bench.sends()).hasSize(1);
    assertThat(bench.receiver.statuses()).containsExactly("sent", "delivered", "read");
    assertThat(pending).isNotDone();
    bench.fault("none", 0);
    assertThat(pending.join().status()).isZero();
  }

  @Test
  void statusesOutOfOrder() {
    bench.fault("out-of-order", 1);
    bench.send("Hello");

    await().until(() -> bench.receiver.deliveries().size() >= 3);
    assertThat(bench.receiver.statuses()).containsExactly("read", "sent", "delivered");
  }

  @Test
  void statusesTwice() {
    bench.fault("duplicate-status", 1);
    bench.send("Hello");

    await().until(() -> bench.receiver.deliveries().size() >= 6);
    assertThat(bench.receiver.statuses())
        .containsExactly("sent", "sent", "delivered", "delivered", "read", "read");
  }

  @Test
  void acceptedButUndeliverable() {
    bench.fault("failed", 1);
    bench.send("Hello");

    await().until(() -> !bench.receiver.deliveries().isEmpty());
    var status = bench.receiver.deliveries().getFirst().value().at("/statuses/0");
    assertThat(status.path("status").asText()).isEqualTo("failed");
    assertThat(status.at("/errors/0/code").asInt()).isEqualTo(131026);
  }

  @Test
  void refusesAnUnknownMode() {
    assertThat(bench.post("/simulator/faults", "{\"mode\":\"gremlins\"}").status()).isEqualTo(400);
  }

  private String faultMode() {
    return bench.get("/simulator/faults").body().path("mode").asText();
  }
}
