package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.cluster.ChatProvider.Saying;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The process dies while the model thinks: between reserving a credit and taking it. */
@ResourceLock(NodeProcess.LOCK)
class CreditsCrashIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int ALLOWANCE = 10_000;

  @Test
  void aCrashBetweenReserveAndCommitNeitherLosesNorDoubles() {
    var thought = new CountDownLatch(1);
    try (var model =
            new ChatProvider(
                _ -> {
                  awaitQuietly(thought);
                  return Saying.answer("Yes, there is a pool.");
                });
        var node =
            NodeProcess.start(
                Map.of(
                    "LEADMETRICS_AGENTS_PROVIDER", "openai",
                    "LEADMETRICS_AGENTS_MODEL", "test-model",
                    "LEADMETRICS_AGENTS_API_KEY", "key",
                    "LEADMETRICS_AGENTS_BASE_URL", model.baseUrl(),
                    "LEADMETRICS_AGENTS_TIMEOUT", "60s"))) {
      var before = owner(node);
      assertThat(before.get("/api/v1/credits").json().path("balance").asInt()).isEqualTo(ALLOWANCE);
      write(node);
      until(
          () -> {
            assertThat(model.asked()).hasSize(1);
            assertThat(credits(before).path("held").asInt()).isEqualTo(1);
          });

      node.kill();
      node.up();
      var after = owner(node);
      until(() -> assertThat(model.asked()).hasSizeGreaterThan(1));
      assertThat(credits(after).path("held").asInt()).isEqualTo(1);
      assertThat(credits(after).path("balance").asInt()).isEqualTo(ALLOWANCE);
      thought.countDown();

      until(
          () -> {
            var credits = credits(after);
            assertThat(credits.path("balance").asInt()).isEqualTo(ALLOWANCE - 1);
            assertThat(credits.path("held").asInt()).isZero();
            assertThat(after.get("/api/v1/credits/statement?kind=usage").json().path("items"))
                .hasSize(1);
            assertThat(
                    new TestClient(node.sandbox().url())
                        .get("/simulator/sends")
                        .json()
                        .path("items"))
                .hasSize(1);
          });
    }
  }

  private static void write(NodeProcess node) {
    var whatsapp = node.access().webhooks().whatsapp();
    var body =
        new WhatsAppDelivery(whatsapp.phoneNumberId())
            .text("wamid.credit.1", "919700000001", "Do you have a pool?")
            .bytes();
    var signature = "sha256=" + WhatsAppDelivery.hmac(whatsapp.appSecret(), body);
    var headers = Map.of("Content-Type", "application/json", "X-Hub-Signature-256", signature);
    assertThat(node.client().post(whatsapp.path(), body, headers).status()).isEqualTo(200);
  }

  private static TestClient owner(NodeProcess node) {
    var owner = node.access().user("admin").orElseThrow();
    return node.client().signIn(owner.email(), owner.password());
  }

  private static JsonNode credits(TestClient owner) {
    return owner.get("/api/v1/credits").json();
  }

  private static void until(ThrowingRunnable holds) {
    await().atMost(PATIENCE).untilAsserted(holds);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
