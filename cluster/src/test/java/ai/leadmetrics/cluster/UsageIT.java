package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.agents.AgentRunCommand;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.EntityId;
import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a tenant's AI uses, counted once, and what happens when the budget gets short. */
class UsageIT {

  private final TestPlatform platform = TestPlatform.shared();
  private final TestTenant tenant = platform.newTenant();
  private final TestClient owner = tenant.owner();

  /** A run at a provider that read and wrote so many tokens. */
  private void runs(long input, long output) {
    var run = EntityId.next(tenant.id(), Kind.RUN);
    var subject = EntityId.next(tenant.id(), Kind.CONVERSATION);
    tell(
        run, "queue", new AgentRunCommand.Queue("lead-responder", subject, "reply-" + run.local()));
    tell(run, "begin", new AgentRunCommand.Begin("large-model"));
    tell(
        run,
        "complete",
        new AgentRunCommand.Complete("large-model", false, input, output, 900, "{}"));
  }

  private void tell(EntityId run, String command, Object what) {
    platform
        .node()
        .platform()
        .entities()
        .ask(run, command, "ai", what)
        .toCompletableFuture()
        .join();
  }

  private JsonNode usage() {
    return owner.get("/api/v1/usage").json();
  }

  private void spent(long tokens) {
    await().until(() -> usage().at("/spending/spent").asLong(), sum -> sum == tokens);
  }

  @Test
  void countsEachRunOnceByDayAgentAndModel() {
    runs(900, 100);
    runs(400, 100);
    spent(1500);
    var lines = await().until(() -> usage().path("tokens"), all -> all.at("/0/runs").asLong() == 2);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).path("model").asText()).isEqualTo("large-model");
    assertThat(lines.get(0).path("inputTokens").asLong()).isEqualTo(1300);
    assertThat(lines.get(0).path("outputTokens").asLong()).isEqualTo(200);
    var csv = owner.get("/api/v1/usage.csv").text();
    assertThat(csv).contains("lead-responder,large-model,2,0,1300,200");
    var stranger = platform.newTenant().owner();
    assertThat(stranger.get("/api/v1/usage").json().path("tokens")).isEmpty();
  }

  @Test
  void atTheEndOfTheBudgetPeopleAnswerAndTheOwnerIsTold() {
    assertThat(owner.put("/api/v1/usage/budget", Map.of("tokens", 1000)).status()).isEqualTo(204);
    await().until(() -> usage().at("/spending/budget").asLong(), budget -> budget == 1000);
    runs(1000, 200);
    spent(1200);
    await()
        .until(
            () -> owner.get("/api/v1/notifications").text(),
            bell -> bell.contains("100 % of the tokens"));
    var from = "919812" + Instant.now().toEpochMilli() % 1_000_000;
    var asked = tenant.delivery().text("wamid." + Ids.next(Kind.MESSAGE), from, "Is there a pool?");
    // What workers remember of the budget is a few seconds old at most.
    await().pollDelay(Duration.ofSeconds(4)).until(() -> tenant.deliver(asked).status() == 200);
    await()
        .until(
            () -> owner.get("/api/v1/conversations?view=attention").text(),
            list -> list.contains("token_budget"));
  }

  @Test
  void whoMayNotManageBillingCannotSetTheBudget() {
    var manager = ApiClient.signedIn(platform.node().platform(), tenant.id(), Role.MANAGER);
    assertThat(manager.get("/api/v1/usage").statusCode()).isEqualTo(200);
    assertThat(owner.put("/api/v1/usage/budget", Map.of("tokens", -1)).status()).isEqualTo(400);
    assertThat(owner.get("/api/v1/usage?from=2020-01-01&to=2026-01-01").status()).isEqualTo(400);
  }
}
