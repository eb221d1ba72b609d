package ai.leadmetrics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.leadmetrics.protocol.billing.EntryId;
import ai.leadmetrics.protocol.billing.Limits;
import ai.leadmetrics.protocol.billing.Money;
import ai.leadmetrics.protocol.billing.PlanId;
import ai.leadmetrics.protocol.billing.PlanVersion;
import ai.leadmetrics.protocol.identity.Role;
import ai.leadmetrics.protocol.kit.Json;
import ai.leadmetrics.protocol.kit.TenantId;
import ai.leadmetrics.streams.billing.EntitlementStore;
import ai.leadmetrics.streams.identity.UserStore;
import ai.leadmetrics.streams.kit.Platform;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What plans allow, at the doors where it matters. */
class PlansIT {
  private static final String PASSWORD = "violet tram lantern 42 rock";

  private final TestPlatform test = TestPlatform.shared();
  private final Platform platform = test.node().platform();
  private final EntitlementStore entitlements = new EntitlementStore(platform);
  private final TenantId tenant = new TenantId("p-" + UUID.randomUUID().toString().substring(0, 8));

  @Test
  void everybodySeesThePlans() {
    var plans = test.client().get("/api/v1/plans").json().path("items");
    assertThat(plans.valueStream().map(plan -> plan.path("plan").asText()))
        .containsExactly("free", "starter", "growth", "pro");
    assertThat(plans.valueStream().map(plan -> plan.at("/price/currency").asText()))
        .containsOnly("INR");
    long before = -1;
    for (var plan : plans) {
      assertThat(plan.at("/limits/creditsPerMonth").asLong()).isGreaterThan(before);
      before = plan.at("/limits/creditsPerMonth").asLong();
      assertThat(plan.path("features").size()).isEqualTo(plan.at("/limits/agents").asInt());
    }
  }

  @Test
  void withoutSubscriptionItIsFreeAndNoMoreThanFree() {
    var owner = user(Role.ADMIN);
    var has = owner.get("/api/v1/entitlements").json();
    assertThat(has.at("/entitlements/plan").asText()).isEqualTo("free");
    assertThat(has.at("/entitlements/features").valueStream().map(JsonNode::asText))
        .containsExactly("lead-responder");

    var room = has.at("/entitlements/limits/channels").asInt();
    var asked =
        IntStream.range(0, room + 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> connect(owner, "Form " + i)))
            .toList();
    var answers = asked.stream().map(CompletableFuture::join).toList();
    assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(room);
    assertThat(answers.stream().filter(answer -> answer.status() == 402))
        .hasSize(4)
        .allSatisfy(
            answer -> {
              assertThat(answer.json().path("code").asText()).isEqualTo("plan_limit");
              assertThat(answer.json().path("detail").asText()).contains("Free", "Starter");
            });
    assertThat(owner.get("/api/v1/entitlements").json().path("channels").asInt()).isEqualTo(room);
  }

  @Test
  void aBetterPlanUnlocksAtOnceAndGivesItsCredits() {
    var owner = user(Role.ADMIN);
    assertThat(owner.get("/api/v1/credits").json().path("allowance").asInt()).isEqualTo(100);
    give(PlanId.GROWTH);
    await()
        .untilAsserted(
            () ->
                assertThat(
                        owner.get("/api/v1/entitlements").json().at("/entitlements/plan").asText())
                    .isEqualTo("growth"));
    assertThat(connect(owner, "one more").status()).isEqualTo(201);
  }

  @Test
  void aNewVersionIsForNewSubscribersOnly() {
    give(PlanId.STARTER);
    var operator = user(null);
    var path = "/api/v1/manage/plans/starter/versions";
    var before = operator.get(path).json().path("items");
    var newest = before.get(0);
    int version = newest.at("/plan/version").asInt();
    var credits = newest.at("/plan/limits/creditsPerMonth").asLong();
    var next = draft(newest.path("plan"), version, credits + 500);

    assertThat(user(Role.ADMIN).post(path, next).status()).isEqualTo(403);
    var published = operator.post(path, next);
    assertThat(published.status()).as(published.text()).isEqualTo(201);
    assertThat(operator.post(path, next).json().path("code").asText()).isEqualTo("plan_changed");

    assertThat(operator.get(path).json().path("items")).hasSize(before.size() + 1);
    var mine = join(entitlements.of(tenant));
    assertThat(mine.version()).isEqualTo(version);
    assertThat(mine.limits().creditsPerMonth()).isEqualTo(credits);
    var other = new TenantId(tenant.value() + "-new");
    join(entitlements.give(other, "test", PlanId.STARTER, platform.clock().instant()));
    assertThat(join(entitlements.of(other)).version()).isEqualTo(version + 1);
    assertThat(join(entitlements.of(other)).limits().creditsPerMonth()).isEqualTo(credits + 500);
    // As it was, for the tests beside this one.
    operator.post(path, draft(newest.path("plan"), version + 1, credits));
  }

  @Test
  void aDraftThatMakesNoSenseIsRefused() {
    var operator = user(null);
    var path = "/api/v1/manage/plans/free/versions";
    var plan = operator.get(path).json().at("/items/0/plan");
    var priced = new HashMap<String, Object>(draft(plan, 1, 100));
    priced.put("pricePaise", 100);
    assertThat(operator.post(path, priced).text()).contains("nobody pays for Free");
    var miscounted = new HashMap<String, Object>(draft(plan, 1, 100));
    miscounted.put("features", List.of());
    assertThat(operator.post(path, miscounted).text()).contains("limits.agents");
    assertThat(operator.get("/api/v1/manage/plans/gold/versions").status()).isEqualTo(404);
  }

  @Test
  void theOperatorCorrectsCreditsOnce() {
    var business = test.newTenant();
    var operator = user(null);
    var path = "/api/v1/manage/tenants/" + business.id() + "/credits";
    await().until(() -> operator.get(path).status() == 200);
    var untouched = operator.get(path).json();
    assertThat(untouched.path("available").asLong())
        .isEqualTo(untouched.path("allowance").asLong())
        .isPositive();
    var entry = EntryId.next().value();
    var correction = Map.of("entry", entry, "delta", 25, "reason", "Sorry");
    for (int i = 0; i < 2; i++) {
      assertThat(operator.post(path + "/adjustments", correction).status()).isEqualTo(204);
    }
    var other = Map.of("entry", entry, "delta", 26, "reason", "Sorry");
    assertThat(operator.post(path + "/adjustments", other).json().path("code").asText())
        .isEqualTo("entry_conflict");
    await()
        .untilAsserted(
            () -> assertThat(operator.get(path).json().path("kept").asInt()).isEqualTo(25));
  }

  private void give(PlanId plan) {
    join(entitlements.give(tenant, "test", plan, platform.clock().instant()));
  }

  private static Map<String, Object> draft(JsonNode plan, int after, long credits) {
    var version = Json.read(plan.toString(), PlanVersion.class);
    Limits limits = version.limits();
    Money price = version.price();
    return Map.of(
        "after",
        after,
        "name",
        version.name(),
        "pricePaise",
        price.minor(),
        "limits",
        Map.of(
            "agents",
            limits.agents(),
            "channels",
            limits.channels(),
            "seats",
            limits.seats(),
            "contacts",
            limits.contacts(),
            "creditsPerMonth",
            credits,
            "tokensPerMonth",
            limits.tokensPerMonth()),
        "features",
        version.features(),
        "overage",
        version.overage());
  }

  private static TestClient.Answer connect(TestClient owner, String name) {
    return owner.post(
        "/api/v1/channels",
        Map.of("kind", "web-form", "name", name, "appSecret", "secret-secret", "replies", "off"));
  }

  /** A user of the tenant, or of the platform. */
  private TestClient user(@Nullable Role role) {
    var email = UUID.randomUUID() + "@plans.example";
    join(
        new UserStore(platform.database(), platform.config())
            .put(
                role == null ? null : tenant,
                email,
                "Somebody",
                role == null ? Role.SUPER_ADMIN : role,
                PASSWORD));
    return test.client().signIn(email, PASSWORD);
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
