package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** More people write than the plan has room for: all are kept, the AI answers the first. */
class ContactLimitIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final TestPlatform test = TestPlatform.shared();
  private final TestTenant tenant = test.newTenant();
  private final TestClient owner = tenant.owner();

  @Test
  void whoComesPastTheLimitIsKeptAndWaitsForAPerson() {
    roomFor(1);
    writes("919833000001");
    await().atMost(PATIENCE).until(() -> answered("919833000001"));
    writes("919833000002");
    await().atMost(PATIENCE).until(() -> !of("919833000002").isMissingNode());
    // What workers remember of plans is a few seconds old at most.
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ofSeconds(4))
        .until(() -> writes("919833000003") == 200);
    await()
        .atMost(PATIENCE)
        .until(() -> of("919833000003").path("attentionReason").asText().equals("contact_limit"));
    assertThat(of("919833000003").path("owner").asText()).isEqualTo("human");
    assertThat(of("919833000003").path("lastText").asText()).isNotBlank();
    writes("919833000001");
    await().atMost(PATIENCE).until(() -> answered("919833000001"));
  }

  /** A version that nobody else has of the plan that tenants of tests are given. */
  private void roomFor(int contacts) {
    var platform = test.node().platform();
    platform
        .database()
        .transact(
            handle -> {
              handle.execute(
                  """
                  insert into core.plan_version (plan, version, name, price_minor, currency, limits,
                    features, overage, published_at, published_by)
                  values ('pro', 0, 'Tiny', 0, 'INR', ?, '["lead-responder"]', false, now(),
                    'system') on conflict do nothing
                  """,
                  """
                  {"agents":1,"channels":4,"seats":5,"contacts":%d,"creditsPerMonth":100,
                   "tokensPerMonth":100000}\
                  """
                      .formatted(contacts));
              return handle.execute(
                  "update core.entitlement set version = 0 where tenant = ?", tenant.id().value());
            })
        .toCompletableFuture()
        .join();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                owner
                    .get("/api/v1/entitlements")
                    .json()
                    .at("/entitlements/limits/contacts")
                    .asInt(),
            limit -> limit == contacts);
  }

  private int writes(String from) {
    var id = "wamid." + Ids.next(Kind.MESSAGE);
    return tenant.deliver(tenant.delivery().text(id, from, "Is there a pool?")).status();
  }

  private boolean answered(String from) {
    return of(from).path("lastDirection").asText().equals("out");
  }

  private JsonNode of(String from) {
    var items = owner.get("/api/v1/conversations").json().path("items");
    return StreamSupport.stream(items.spliterator(), false)
        .filter(one -> one.path("address").asText().endsWith(from))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }
}
