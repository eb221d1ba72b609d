package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.kit.Ids;
import ai.leadmetrics.protocol.kit.Kind;
import ai.leadmetrics.streams.knowledge.Faq;
import ai.leadmetrics.streams.knowledge.KnowledgeStore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** More people write than the plan has room for: all are kept, the AI answers the first. */
class ContactLimitIT {

  private final TestPlatform test = TestPlatform.shared();
  private final TestTenant tenant = test.newTenant();
  private final TestClient owner = tenant.owner();

  @Test
  void whoComesPastTheLimitIsKeptAndWaitsForAPerson() {
    teach();
    roomFor(1);
    writes("919833000001");
    await().until(() -> answered("919833000001"));
    // What workers remember of plans is a few seconds old at most.
    var next = new AtomicInteger(2);
    await()
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              writes("9198330%05d".formatted(next.getAndIncrement()));
              return !late().isMissingNode();
            });
    assertThat(late().path("owner").asText()).isEqualTo("human");
    assertThat(late().path("lastText").asText()).isNotBlank();
    writes("919833000001");
    await().until(() -> answered("919833000001"));
  }

  private void teach() {
    KnowledgeStore.of(test.node().platform())
        .replace(tenant.id(), List.of(new Faq("Is there a pool?", "Yes, open from 7 to 8.")))
        .toCompletableFuture()
        .join();
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
    return first(one -> one.path("address").asText().endsWith(from));
  }

  /** Somebody for whom the plan had no room any more. */
  private JsonNode late() {
    return first(one -> one.path("attentionReason").asText().equals("contact_limit"));
  }

  private JsonNode first(Predicate<JsonNode> fits) {
    var items = owner.get("/api/v1/conversations").json().path("items");
    return StreamSupport.stream(items.spliterator(), false)
        .filter(fits)
        .findFirst()
        .orElse(MissingNode.getInstance());
  }
}
